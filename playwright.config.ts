import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's package; Playwright's own browser where it is not installed. */
const SYSTEM_CHROMIUM = "/usr/bin/chromium";

const QUIET_BROWSER = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Chromium refuses its sandbox to root. */
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: "e2e/journeys",
  testMatch: "**/*.e2e.ts",
  globalSetup: "./e2e/support/browser-stack.ts",
  outputDir: "test-results/journeys",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/journeys.json" }]],
  use: {
    headless: true,
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      args: [...QUIET_BROWSER, ...asRoot],
      ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
    },
  },
});
