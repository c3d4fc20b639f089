import { AxeBuilder } from "@axe-core/playwright";
import { expect, linkOf, runningInMidPage, runsOf, test } from "./stack.ts";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

test("the printed link signs in once; without a session the page asks for the key and goes on from there", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(linkOf(server));
  await expect(page.getByTestId("card-stripe")).toBeVisible();
  // Neither the address bar nor the history keeps the code.
  expect(page.url()).not.toContain("code=");
  const cookies = await context.cookies();
  expect(cookies).toMatchObject([{ name: "sincro_session", httpOnly: true, sameSite: "Strict" }]);
  await context.close();

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await other.goto(linkOf(server));
  await expect(other.getByRole("dialog")).toContainText("Inicia sesión");
  await other.getByRole("textbox").fill("not-the-operator-key");
  await other.getByRole("dialog").getByRole("button", { name: "Entrar" }).click();
  await expect(other.getByRole("dialog")).toContainText("no es la de este servidor");
  await other.getByRole("textbox").fill("operator-token-of-the-tests");
  await other.getByRole("dialog").getByRole("button", { name: "Entrar" }).click();
  await expect(other.getByTestId("card-stripe")).toBeVisible();
  await stranger.close();
});

test("F43 · a refused key: the card says what happened and what to do, and offers to try again", async ({
  home,
  stage,
}) => {
  stage.fake.faults.set({ rules: [{ kind: "status", status: 401 }] });
  await home.getByTestId("sync-all").first().click();
  const card = home.getByTestId("card-stripe");
  await expect(card).toHaveAttribute("data-status", "failed");
  await expect(card.getByTestId("note")).not.toContainText("[object");
  await expect(card.getByTestId("act-stripe")).toHaveAttribute("data-action", "retry");
  stage.fake.faults.clear();
  await card.getByTestId("act-stripe").click();
  await expect(card).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
});

for (const language of ["es", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    test(`axe finds nothing: empty, running, choice, dialog, ended (${language}, ${theme})`, { tag: "@slow" }, async ({
      home,
      stage,
    }) => {
      await home.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await home.getByTestId(`choose-${language}`).click();
      await expect(home.locator("html")).toHaveAttribute("lang", language);
      const clean = async (state: string) => {
        const { violations } = await new AxeBuilder({ page: home }).withTags(tags).analyze();
        expect(violations.map(({ id, nodes }) => `${state}: ${id} ${nodes[0]?.target.join(" ")}`)).toEqual([]);
      };
      await clean("empty");
      await runningInMidPage(home, stage);
      await clean("running");
      await home.getByTestId("sync-all").first().click();
      await expect(home.getByTestId("conflict-page")).toBeVisible();
      await clean("choice");
      await home.getByTestId("conflict-page").getByTestId("conflict-keep").click();
      await home.getByTestId("cancel-all").first().click();
      await clean("dialog");
      await home.getByTestId("cancel-yes").click();
      await expect(home.getByTestId("card-stripe")).toHaveAttribute("data-status", "cancelled");
      await clean("cancelled");
    });
  }
}

test("both languages without a reload, and no word of the other left", async ({ home, stage }) => {
  await runningInMidPage(home, stage);
  await home.getByTestId("choose-en").click();
  await expect(home.locator("html")).toHaveAttribute("lang", "en");
  await expect(home.getByRole("main")).toContainText("Running");
  await expect(home.getByRole("main")).not.toContainText(/registros|En ejecución|Cancelar|Resultados|Transcurrido/);
  await home.getByTestId("choose-es").click();
  await expect(home.getByRole("main")).toContainText("En ejecución");
});

test("a phone of 320 px scrolls in one direction only", async ({ home, stage }) => {
  await home.setViewportSize({ width: 320, height: 700 });
  await runningInMidPage(home, stage);
  const overflow = () =>
    home.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await home.getByTestId("sync-all").first().click();
  await expect(home.getByTestId("conflict-page")).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);
});

test("by keyboard alone: skip link, sync all, cancel all", async ({ home, stage, server }) => {
  stage.fake.gate.close();
  await home.keyboard.press("Tab");
  await expect(home.locator(":focus")).toHaveText("Saltar al contenido");
  await home.keyboard.press("s");
  await expect.poll(async () => (await runsOf(server)).length).toBe(1);
  await home.keyboard.press("x");
  await expect(home.getByTestId("cancel-no")).toBeFocused();
  await home.keyboard.press("Control+Enter");
  await expect(home.getByTestId("card-stripe")).toHaveAttribute("data-status", "cancelled");
});

test("the server goes away: the page says so, keeps what it showed, and recovers by itself", async ({
  browser,
  stage,
}) => {
  const server = await stage.serve();
  const context = await browser.newContext({ locale: "es-MX" });
  const page = await context.newPage();
  await page.goto(linkOf(server));
  await expect(page.getByTestId("connection")).toHaveAttribute("data-connection", "live");
  await server.kill9();
  await expect(page.getByTestId("connection")).not.toHaveAttribute("data-connection", "live");
  await expect(page.getByTestId("card-stripe")).toBeVisible();
  const port = new URL(server.origin).port;
  await stage.serve({ SINCRO_PORT: port, SINCRO_SIGNING_KEY: "a-signing-key-of-the-tests-0123456789" });
  await expect(page.getByRole("dialog")).toContainText("Inicia sesión", { timeout: 20_000 });
  await context.close();
});
