import { accessible, expect, ready, test } from "./page";

// One file is written to: the tests of it go one after the other.
test.describe.configure({ mode: "serial" });

const place = "/cases/chicken/editor";

test("diagnostics come as one types, and ids are completed", async ({ page }) => {
  await page.goto(place);
  const text = page.getByRole("textbox", { name: "Text of case.toml" });
  await text.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("[nonsense]\n");
  await expect(page.getByText(/[1-9]\d* errors?, /)).toBeVisible();
  await expect(page.locator(".cm-lintRange-error").first()).toBeAttached();
  await accessible(page);
  await page.keyboard.type("# fir");
  await page.keyboard.press("Control+Space");
  await expect(page.locator(".cm-tooltip-autocomplete")).toContainText("first");
});

test("a save is kept, and a save over somebody else's shows both", async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto(place);
  await expect(other.getByRole("textbox", { name: "Text of case.toml" })).toBeVisible();

  await page.goto(place);
  await page.getByRole("textbox", { name: "Text of case.toml" }).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# one\n");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await other.getByRole("textbox", { name: "Text of case.toml" }).click();
  await other.keyboard.press("Control+Home");
  await other.keyboard.type("# other\n");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("heading", { name: /Somebody else has saved/ })).toBeVisible();
  await expect(other.locator(".cm-mergeView")).toContainText("# one");
  await expect(other.locator(".cm-mergeView")).toContainText("# other");
  await accessible(other);
  await other.getByRole("button", { name: "Save the right side over it" }).click();
  await expect(other.getByText("Saved.")).toBeVisible();

  await page.reload();
  await ready(page);
  await page.getByRole("textbox", { name: "Text of case.toml" }).click();
  await page.keyboard.press("Control+Home");
  await expect(page.locator(".cm-content")).toContainText("# other");
});

test("a case that cannot be read says why, and is mended here", async ({ page }) => {
  page.removeAllListeners("console");
  await page.goto("/cases/broken/case");
  await expect(page.getByRole("alert")).toContainText("case.toml:");
  await accessible(page);
  await page.getByRole("link", { name: "Mend it in the editor" }).click();
  await expect(page.getByText(/[1-9]\d* errors?, /)).toBeVisible();
  await page.locator(".diagnostics button").first().click();
  await expect(page.getByRole("textbox", { name: "Text of case.toml" })).toBeFocused();
});
