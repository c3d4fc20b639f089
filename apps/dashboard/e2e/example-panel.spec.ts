import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import { build, preview } from "vite";
import { freePort, token } from "../../cli/src/e2e/serve.fixture.ts";
import { type Stage, setStage } from "../../cli/src/e2e/stage.fixture.ts";

const root = join(import.meta.dirname, "../../examples/src/react-panel");
const configFile = join(root, "vite.config.ts");

interface Bakery {
  readonly stage: Stage;
  /** Builds the page for a Sincro and serves it; answers where it is. */
  open(sincro: string, port?: number): Promise<string>;
}

const test = base.extend<object, { readonly bakery: Bakery }>({
  bakery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern.
    async ({}, use) => {
      const stage = await setStage();
      const outDir = await mkdtemp(join(tmpdir(), "sincro-bakery-"));
      const closing: (() => Promise<void>)[] = [];
      const open = async (sincro: string, port = 0) => {
        process.env.VITE_SINCRO_URL = sincro;
        await build({ configFile, logLevel: "error", build: { outDir, emptyOutDir: true } });
        const server = await preview({
          configFile,
          logLevel: "error",
          build: { outDir },
          preview: { host: "127.0.0.1", port: port === 0 ? await freePort() : port, strictPort: true },
        });
        closing.push(() => server.close());
        return server.resolvedUrls?.local[0]?.replace(/\/$/, "") ?? "";
      };
      await use({ stage, open });
      await Promise.all(closing.map((close) => close()));
      await rm(outDir, { recursive: true, force: true });
      await stage.end();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test("F56 · the panel in somebody else's page: it signs in, runs a sync of a Sincro on another origin, and leaves the page's looks alone", async ({
  page,
  bakery,
}) => {
  const port = await freePort();
  const server = await bakery.stage.serve({ SINCRO_ALLOWED_ORIGINS: `http://127.0.0.1:${port}` });
  await page.goto(await bakery.open(server.origin, port));
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(token);
  await dialog.getByRole("button", { name: "Entrar" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByTestId("sync-all").click();
  await expect(page.getByTestId("result")).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
  await page.getByTestId("filter-completed").click();
  await expect(page.getByTestId("result")).toHaveCount(1);
  // The page's own styles win over the panel's reset; the panel has its own.
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveCSS("font-style", "italic");
  await expect(heading).toHaveCSS("font-size", "32px");
  await expect(page.getByTestId("results")).toHaveCSS("border-top-left-radius", "12px");
  await expect(page.getByTestId("sync-all")).toHaveCSS("cursor", "pointer");
});

test("F56 · a page of an origin that is not on the list reaches nothing, and says so", async ({ page, bakery }) => {
  const server = await bakery.stage.serve({ SINCRO_ALLOWED_ORIGINS: "https://panaderia.example" });
  const answered: number[] = [];
  page.on("response", (response) => {
    if (response.url().startsWith(`${server.origin}/functions`)) answered.push(response.status());
  });
  await page.goto(await bakery.open(server.origin));
  await expect(page.getByTestId("load-error")).toBeVisible();
  await expect(page.getByTestId("load-error")).toContainText("servidor");
  expect(answered.filter((status) => status < 400)).toEqual([]);
});
