import { foreignWords, textOf } from "./dictionary.ts";
import { expect, fourHeld, test } from "./four.ts";

test("a switch of the language leaves no word of the other, and changes nothing but words", async ({ home, gates }) => {
  await fourHeld(home, gates, () => home.getByTestId("sync-all").first().click());
  await home.getByTestId("sync-all").first().click();
  await expect(home.getByTestId("conflict-page")).toBeVisible();
  await home.evaluate(() => Object.assign(window, { kept: true }));
  const main = home.getByRole("main");
  const before = await home
    .getByTestId("result")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-run")));
  for (const language of ["en", "es"] as const) {
    await home.getByTestId(`choose-${language}`).click();
    await expect(home.locator("html")).toHaveAttribute("lang", language);
    const text = await textOf(main);
    expect(foreignWords(text, language)).toEqual([]);
    expect(text.match(/\p{L}{4,}/gu)?.length).toBeGreaterThan(40);
    expect(await home.title()).toBe(language === "en" ? "Sync center" : "Centro de sincronización");
    // The choice of a conflict is still there to be made, and the rows are the same.
    await expect(home.getByTestId("conflict-page")).toBeVisible();
    expect(
      await home.getByTestId("result").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-run"))),
    ).toEqual(before);
  }
  expect(await home.evaluate(() => "kept" in window)).toBe(true);
});

test("a link in one language shows the same run in that language, without a word of the other", async ({
  home,
  gates,
  server,
}) => {
  await fourHeld(home, gates, () => home.getByTestId("sync-all").first().click());
  for (const gate of gates) gate.open();
  await expect(home.getByTestId("card-stripe")).toHaveAttribute("data-status", "completed", { timeout: 60_000 });
  const run = (await server.client.runs()).runs.find(({ source }) => source === "stripe");
  for (const [language, word] of [
    ["en", "Completed"],
    ["es", "Completado"],
  ] as const) {
    await home.goto(`${server.origin}/runs/${run?.id}?lang=${language}`);
    await expect(home.getByRole("main")).toContainText(word);
    await expect(home.locator("html")).toHaveAttribute("lang", language);
    expect(foreignWords(await textOf(home.getByRole("main")), language)).toEqual([]);
    await home.goto(`${server.origin}/?lang=${language}`);
    const records = new Intl.NumberFormat(language === "en" ? "en" : "es-MX").format(run?.total_fetched ?? 0);
    await expect(home.getByTestId("card-stripe").getByTestId("records")).toHaveText(records);
  }
});
