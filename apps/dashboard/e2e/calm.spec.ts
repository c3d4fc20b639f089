import type { Page } from "@playwright/test";
import { expect, runningInMidPage, test } from "./stack.ts";

test("a cancel is announced once, in one sentence, and nothing is announced on the first paint", async ({
  home,
  stage,
}) => {
  const polite = home.getByTestId("polite");
  await expect(polite).toBeEmpty();
  await runningInMidPage(home, stage);
  await expect(polite).toHaveText("Sincronización iniciada: Stripe");
  const said: string[] = [];
  await home.exposeFunction("heard", (text: string) => void said.push(text));
  await polite.evaluate((region) => {
    const tell = (window as unknown as { heard: (text: string) => void }).heard;
    new MutationObserver(() => region.textContent && tell(region.textContent)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await home.getByTestId("cancel-all").first().click();
  await home.getByTestId("cancel-yes").click();
  await expect(home.getByTestId("card-stripe")).toHaveAttribute("data-status", "cancelled");
  await expect.poll(() => said).toEqual(["1 ejecución cancelada: Stripe."]);
  // The worker's receipt comes later and is no news to the ear.
  stage.fake.gate.open();
  await expect(home.getByTestId("notice-cancel")).not.toContainText("aún no confirma");
  expect(said).toEqual(["1 ejecución cancelada: Stripe."]);
});

/** How far the two pictures are apart where they differ most, in levels of a channel; 255 when their sizes differ. */
function greatestDifference(page: Page, ...pictures: readonly [Buffer, Buffer]): Promise<number> {
  const given = pictures.map((picture) => picture.toString("base64"));
  return page.evaluate(async (encoded) => {
    const read = async (text: string) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      canvas?.drawImage(bitmap, 0, 0);
      return canvas?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
    };
    const [a = new Uint8ClampedArray(), b = a] = await Promise.all(encoded.map(read));
    if (a.length === 0 || a.length !== b.length) return 255;
    return a.reduce((most, level, index) => Math.max(most, Math.abs(level - (b[index] ?? 0))), 0);
  }, given);
}

test("nothing ticks when it is over", async ({ home, stage }) => {
  await runningInMidPage(home, stage);
  await home.getByTestId("cancel-all").first().click();
  await home.getByTestId("cancel-yes").click();
  stage.fake.gate.open();
  const card = home.getByTestId("card-stripe");
  await expect(card).toHaveAttribute("data-status", "cancelled");
  await expect(home.getByTestId("notice-cancel")).not.toContainText("aún no confirma");
  await home.mouse.move(0, 0);
  const before = await card.screenshot();
  // Three seconds of the reader's time are what is looked at here; there is no condition to wait for.
  await home.waitForTimeout(3_000);
  // One level of 255 is the rasteriser's own rounding, seen at a rounded corner when the page below was drawn anew.
  expect(await greatestDifference(home, before, await card.screenshot())).toBeLessThanOrEqual(1);
  await expect(home.getByRole("main")).not.toContainText(/dentro de|in \d+ seconds/);
});

test("the page says in plain words when the data is the demo provider's", async ({ home }) => {
  await home.route("**/sync-runs/policy", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    for (const source of body.sources) source.demo = true;
    await route.fulfill({ response, json: body });
  });
  await home.reload();
  await expect(home.getByTestId("demo")).toContainText("ManyChat: datos de demostración, inventados.");
  await expect(home.getByTestId("card-stripe")).toContainText("Demo");
});

test("the shortcut sheet begins on its safe button, and turns the single letters off", async ({ home, server }) => {
  await home.keyboard.press("?");
  const sheet = home.getByTestId("shortcut-sheet");
  await expect(sheet.getByRole("button", { name: "Cerrar" })).toBeFocused();
  await sheet.getByRole("checkbox").uncheck();
  await home.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await home.keyboard.press("s");
  await home.keyboard.press("?");
  await expect(sheet).toHaveCount(0);
  expect((await server.client.runs()).runs).toEqual([]);
});
