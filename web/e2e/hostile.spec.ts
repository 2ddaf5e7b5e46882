import { expect, ready, test } from "./page";

const places = [
  "/cases",
  ...[
    "case",
    "deals",
    "builder?choose=first-side%3Dswerves",
    "blockers",
    "robust",
    "stability?state=0",
    "editor",
  ].map((screen) => `/cases/hostile/${screen}`),
];

for (const place of places) {
  test(`${place} shows what a hostile case says and runs none of it`, async ({ page }) => {
    await page.goto(place);
    await ready(page);
    await expect(page.locator("main")).toContainText("<img src=x onerror=");
    await expect(page.locator("main img, main script")).toHaveCount(0);
    await expect(page).not.toHaveTitle("owned");
  });
}
