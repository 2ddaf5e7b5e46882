/** What every test needs of a page: that it is ready, sound and accessible. */

import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

/** A page whose errors and refused resources fail the test. A save that is refused is not an error. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("409")) errors.push(message.text());
    });
    await use(page);
    expect(errors).toEqual([]);
  },
});

export { expect };

/** Waits until all that was asked for has come. */
export async function ready(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator(".waiting, .working, [aria-busy=true]")).toHaveCount(0, { timeout: 60_000 });
}

/** Fails on a serious or critical finding of axe. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const serious = violations.filter((each) => each.impact === "serious" || each.impact === "critical");
  const said = serious.map(
    (each) =>
      `${each.id}: ${each.nodes
        .map((node) => node.html)
        .slice(0, 3)
        .join(" | ")}`,
  );
  expect(said).toEqual([]);
}

/** Fails where the page itself, not a table in it, is wider than the window. */
export async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}
