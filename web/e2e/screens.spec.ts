import { accessible, expect, fits, ready, test } from "./page";

const cases = [
  "chicken",
  "cuba-1962",
  "elmira",
  "european-security-2022",
  "january-2022",
  "minsk-ii",
  "new-start-2020",
  "prisoners-dilemma",
  "ukraine-settlement",
];
const screens = ["case", "deals", "builder", "blockers", "robust", "stability", "record", "editor"];
const recordParts = ["documents", "conflicts", "offers", "search&q=war"];
const instruments = [
  "cfe",
  "inf",
  "inf-moratorium-2020",
  "minsk-ii",
  "new-start",
  "open-skies",
  "warhead-freeze-2020",
];

const places = [
  "/cases",
  "/keep",
  ...cases.flatMap((id) => screens.map((screen) => `/cases/${id}/${screen}`)),
  ...recordParts.map((part) => `/cases/ukraine-settlement/record?part=${part}`),
  "/cases/new-start-2020/blockers?scenario=demands-final&try=us.no-unverified-freeze&without=russia",
  "/cases/elmira/stability?state=0&to=9",
  ...instruments.map((id) => `/keep/${id}?on=2022-06-01`),
];

for (const place of places) {
  test(`${place} shows no problem and is accessible`, async ({ page }) => {
    await page.goto(place);
    await ready(page);
    await expect(page.locator("h1")).toBeVisible();
    await expect(page.locator(".note.problem")).toHaveCount(0);
    await accessible(page);
    await page.screenshot({ path: `e2e/artefacts/screens/${name(place)}.png`, fullPage: true });
  });
}

const few = places.filter((place) => place.includes("new-start") || !place.startsWith("/cases/"));

for (const place of few) {
  test(`${place} in the dark`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(place);
    await ready(page);
    await accessible(page);
    await page.screenshot({ path: `e2e/artefacts/screens/${name(place)}-dark.png`, fullPage: true });
  });
}

for (const place of [...few, "/cases/ukraine-settlement/case", "/cases/elmira/stability"]) {
  test(`${place} on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(place);
    await ready(page);
    await fits(page);
    await accessible(page);
    await page.screenshot({ path: `e2e/artefacts/screens/${name(place)}-phone.png`, fullPage: true });
  });
}

function name(place: string): string {
  return place.slice(1).replace(/[^a-z0-9-]+/gi, "_");
}
