import { expect, fourHeld, live, names, test } from "./four.ts";
import { listen } from "./heard.ts";

test("a cancel of four is said once, in one sentence", async ({ home, gates }) => {
  await fourHeld(home, gates, () => home.getByTestId("sync-all").first().click());
  await expect(home.getByTestId("polite")).toHaveText(
    "Sincronización iniciada: Stripe, PayPal, GoHighLevel y ManyChat",
  );
  const said = await listen(home);
  await home.getByTestId("cancel-all").first().click();
  await home.getByTestId("cancel-yes").click();
  for (const name of names) await expect(home.getByTestId(`card-${name}`)).toHaveAttribute("data-status", "cancelled");
  const sentence = "4 ejecuciones canceladas: Stripe, PayPal, GoHighLevel y ManyChat.";
  await expect.poll(() => said).toEqual([sentence]);
  for (const gate of gates) gate.open();
  await expect(home.getByTestId("notice-cancel")).not.toContainText("aún no confirma");
  expect(said).toEqual([sentence]);
});

test("nothing is said of what was there before; a run of four sources is told in fewer than ten sentences", async ({
  home,
  gates,
  server,
}) => {
  await fourHeld(home, gates, () => home.getByTestId("sync-all").first().click());
  await home.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver(() => {
        for (const region of document.querySelectorAll('[data-testid="polite"], [data-testid="alert"]')) {
          if (region.textContent) said.push(region.textContent);
        }
      }).observe(document.body, { childList: true, characterData: true, subtree: true });
    });
  });
  await home.reload();
  await expect(home.getByTestId("connection")).toHaveAttribute("data-connection", "live");
  for (const name of names) await expect(home.getByTestId(`card-${name}`)).toHaveAttribute("data-status", live);
  const saidAtFirst = await home.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(saidAtFirst).toEqual([]);
  const said = await listen(home);
  for (const gate of gates) gate.open();
  await expect
    .poll(async () => (await server.client.runs()).runs.map(({ status }) => status), { timeout: 60_000 })
    .toEqual(Array(4).fill("completed"));
  await expect.poll(() => said.join(" ")).toContain("ManyChat: Completado");
  expect(said.length).toBeLessThan(10);
  // Nothing that is said has a number that only grows.
  expect(said.join(" ")).not.toMatch(/%|registros/);
});
