import type { Page } from "@playwright/test";
import type { Built, Points } from "../src/api/types";
import { accessible, expect, fits, ready, test } from "./page";

/** Two thousand packages for three parties, and the values of no agreement: more than a worked case has. */
async function large(page: Page): Promise<void> {
  const accepted = ["surely", "possibly", "never", "unknown"] as const;
  const points: Points = {
    format: "detente/points/1",
    all: false,
    total: "1000000",
    parties: ["us", "russia", "china"],
    points: Array.from({ length: 2000 }, (_, at) => {
      const wave = (step: number) => 50 + 45 * Math.sin(at * step);
      const around = (value: number): [number, number] => [value - 8, value + 8];
      return {
        options: {
          extension: ["lapse", "one-year", "two-four", "five-years"][at % 4] ?? "lapse",
          freeze: `${at}`,
        },
        values: [around(wave(0.37)), around(wave(0.11)), around(wave(0.05))],
        accepted: accepted[at % 4] ?? "unknown",
        frontier: at % 97 === 0,
        concepts: at === 97 ? ["nash", "utilitarian"] : [],
        no_deal: at === 1,
      };
    }),
  };
  await page.route("**/points?*", (route) => route.fulfill({ json: points }));
  await page.route("**/build*", async (route) => {
    const none = (await (await route.fetch()).json()) as Built;
    for (const party of none.parties) party.without = [20, 35];
    await route.fulfill({ json: none });
  });
}

test("two thousand packages are drawn, walked and pinned without delay", async ({ page }) => {
  await large(page);
  await page.goto("/cases/new-start-2020/deals?size=china");
  await ready(page);
  await accessible(page);
  await page.screenshot({ path: "e2e/artefacts/screens/deals-large.png", fullPage: true });
  const plot = page.getByRole("group", { name: /^Plot/ });
  await plot.focus();
  const began = Date.now();
  for (let at = 0; at < 20; at++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/pin=/);
  expect((Date.now() - began) / 21).toBeLessThan(150);
});

test("three parties stand on parallel axes", async ({ page }) => {
  await large(page);
  await page.goto("/cases/new-start-2020/deals");
  await ready(page);
  await page.getByLabel("Figure").selectOption("parallel");
  await expect(page.getByText("Packages by their value to each party")).toBeVisible();
  await page.locator("button.pin").nth(3).click();
  await expect(page.locator(".focus-line")).toBeAttached();
  await accessible(page);
  await page.screenshot({ path: "e2e/artefacts/screens/deals-parallel.png" });
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page);
});
