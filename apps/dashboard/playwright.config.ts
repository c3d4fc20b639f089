import { defineConfig } from "@playwright/test";

// Each run clears its folder when it begins: two at once must not share one. The workers inherit the name.
process.env.SINCRO_E2E_RUN ??= String(process.pid);
const run = process.env.SINCRO_E2E_RUN;

/** Debian's Chromium, the real stack, one test at a time: what races here is the product, never the tests. */
export default defineConfig({
  testDir: "e2e",
  outputDir: `../../node_modules/.cache/sincro-e2e/${run}`,
  // One PostgreSQL for all tests; each has a database of its own on it.
  globalSetup: "../../packages/store/src/testing/global-setup.ts",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    locale: "es-MX",
    timezoneId: "America/Mexico_City",
    viewport: { width: 1280, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.SINCRO_CHROMIUM ?? "/usr/bin/chromium",
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
