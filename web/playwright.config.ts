import { defineConfig } from "@playwright/test";

/** A Chromium of the machine's own; nothing is downloaded. */
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "e2e",
  outputDir: "e2e/artefacts/results",
  globalSetup: "./e2e/setup.ts",
  reporter: [["list"]],
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: true,
  use: {
    browserName: "chromium",
    baseURL: process.env.DETENTE_URL,
    storageState: "e2e/artefacts/session.json",
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
