import { violationsOf } from "./axe.ts";
import { foreignWords, textOf } from "./dictionary.ts";
import { everyState, inEveryState, looks, openGallery } from "./gallery.ts";
import { expect, test } from "./gallery-page.ts";

for (const look of looks) {
  test(`axe finds nothing in any of the gallery's states (${look.lang}, ${look.tema})`, { tag: "@slow" }, async ({
    page,
    origin,
  }) => {
    await openGallery(page, origin);
    expect(await inEveryState(page, look, () => violationsOf(page))).toEqual([]);
  });
}

test("the gallery lists every state as a link, and asks the server for nothing", async ({ page, origin }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/functions/")) asked.push(request.url());
  });
  await openGallery(page, origin);
  const links = await page.getByTestId("state").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(new Set(links).size).toBe(everyState.length);
  expect(asked).toEqual([]);
});

for (const lang of ["es", "en"] as const) {
  test(`no word of the other language in any of the gallery's states (${lang})`, { tag: "@slow" }, async ({
    page,
    origin,
  }) => {
    await openGallery(page, origin);
    const foreign = async () => foreignWords(await textOf(page.locator("[data-scene], dialog[open]")), lang);
    expect(await inEveryState(page, { lang, tema: "claro" }, foreign)).toEqual([]);
  });
}
