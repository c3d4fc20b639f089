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
