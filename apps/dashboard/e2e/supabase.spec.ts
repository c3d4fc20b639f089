import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { build } from "vite";
import { type Project, startProject, users } from "./project.ts";

const dashboard = join(import.meta.dirname, "..");

const test = base.extend<object, { readonly project: Project }>({
  project: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern.
    async ({}, use) => {
      const project = await startProject();
      const outDir = await mkdtemp(join(tmpdir(), "sincro-on-supabase-"));
      Object.assign(process.env, { VITE_SUPABASE_URL: project.url, VITE_SUPABASE_PUBLISHABLE_KEY: "publishable-key" });
      await build({ root: dashboard, mode: "supabase", logLevel: "error", build: { outDir, emptyOutDir: true } });
      project.showPage(outDir);
      await use(project);
      await project.close();
      await rm(outDir, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

async function signIn(page: Page, email: string, password: string): Promise<void> {
  const dialog = page.getByTestId("session-dialog");
  await dialog.getByLabel("Correo electrónico").fill(email);
  await dialog.getByLabel("Contraseña").fill(password);
  await dialog.getByRole("button", { name: "Entrar" }).click();
}

test("on Supabase one signs in by e-mail and password, and what changes in the database is on the card in less than two seconds", async ({
  page,
  project,
}) => {
  await page.goto(project.url);
  await signIn(page, "ana@acme.mx", "a wrong one");
  const dialog = page.getByTestId("session-dialog");
  await expect(dialog).toContainText("El correo o la contraseña no son correctos.");
  await signIn(page, "ana@acme.mx", users["ana@acme.mx"].password);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId("connection")).toHaveAttribute("data-connection", "live");
  const card = page.getByTestId("card-stripe");
  await expect(card).toHaveAttribute("data-status", "idle");
  const started = await project.store.start({ source: "stripe", worker: "w1", startedBy: "ana@acme.mx" });
  await expect(card).toHaveAttribute("data-status", "running", { timeout: 2_000 });
  if (started.outcome !== "started") throw new Error(started.outcome);
  const { id, fence } = started.run;
  await project.store.send(id, { type: "FAIL", fence, worker: "w1", error: { code: "rate_limited", message: "no" } });
  await expect(card).toHaveAttribute("data-status", "failed", { timeout: 2_000 });
  // A page that is loaded again is still signed in.
  await page.reload();
  await expect(card).toHaveAttribute("data-status", "failed");
});

test("a user who is no operator is told so, and sees nothing", async ({ page, project }) => {
  await page.goto(project.url);
  await signIn(page, "leo@acme.mx", users["leo@acme.mx"].password);
  await expect(page.getByTestId("load-error")).toContainText("Tu usuario no puede hacer esto");
  await expect(page.getByTestId("result")).toHaveCount(0);
});
