import { countRecords, objectsOf } from "../../cli/src/e2e/truth.fixture.ts";
import { expect, runningInMidPage, runsOf, test } from "./stack.ts";

test("F2, F44 · Sincronizar todo: it runs, shows no percent without a total, and finishes with the database's numbers", async ({
  home,
  stage,
  server,
}) => {
  await home.getByTestId("range").first().click();
  await home.getByTestId("range-full").first().click();
  await expect(home.getByTestId("sync-all").first()).toContainText("Todo el historial");
  await runningInMidPage(home, stage);
  const card = home.getByTestId("card-stripe");
  await expect(card.getByRole("progressbar")).not.toHaveAttribute("value");
  await expect(card).not.toContainText("%");
  stage.fake.gate.open();
  await expect(card).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
  const records = await countRecords(stage.database.url);
  expect(records).toBe(objectsOf(stage.fake).length);
  await expect(card.getByTestId("records")).toHaveText(new Intl.NumberFormat("es-MX").format(records));
  await expect(card).toContainText("Al día hasta");
  const [run] = await runsOf(server);
  expect(run).toMatchObject({ mode: "full", total_inserted: records, started_by: "operator" });
  await expect(home.getByTestId("result")).toHaveAttribute("data-status", "completed");
});

test("F41, P5 · pressed twice: the choice is in the page and in the corner, names who holds it, and stays", async ({
  home,
  stage,
}) => {
  await runningInMidPage(home, stage);
  await home.getByTestId("sync-all").first().click();
  for (const place of ["conflict-page", "conflict-corner"]) {
    const choice = home.getByTestId(place);
    await expect(choice).toContainText("Stripe (en ejecución");
    await expect(choice.getByRole("button")).toHaveText([
      "Cancelar y reiniciar",
      "Ver progreso",
      "Seguir con la actual",
    ]);
  }
  await home.getByTestId("conflict-page").getByTestId("conflict-keep").click();
  await expect(home.getByTestId("conflict-page")).toHaveCount(0);
  await expect(home.getByTestId("conflict-corner")).toHaveCount(0);
  await expect(home.getByTestId("card-stripe")).toHaveAttribute("data-status", "running");
});

test("F18 · Cancelar y reiniciar, clicked twice: one new run with the same range, the old one cancelled", async ({
  home,
  stage,
  server,
}) => {
  await home.getByTestId("range").first().click();
  await home.getByTestId("range-month").first().click();
  await runningInMidPage(home, stage);
  const [first] = await runsOf(server);
  await home.getByTestId("sync-all").first().click();
  await home.getByTestId("conflict-page").getByTestId("conflict-restart").dblclick();
  await expect(home.getByTestId("conflict-page")).toHaveCount(0);
  await expect
    .poll(async () => (await runsOf(server)).map(({ status, mode }) => [status, mode]))
    .toEqual([
      ["running", "month"],
      ["cancelled", "month"],
    ]);
  expect((await runsOf(server))[1]?.id).toBe(first?.id);
});

test("Ver progreso opens the run", async ({ home, stage, server }) => {
  await runningInMidPage(home, stage);
  const [run] = await runsOf(server);
  await home.getByTestId("sync-all").first().click();
  await home.getByTestId("conflict-page").getByTestId("conflict-watch").click();
  await expect(home).toHaveURL(new RegExp(`/runs/${run?.id}`));
  await expect(home.getByTestId("run")).toContainText("Stripe");
});

test("F21, F26 · Cancelar todo: Esc cancels nothing; confirmed, the receipt says so, and the provider's late answer changes nothing", async ({
  home,
  stage,
  server,
}) => {
  await runningInMidPage(home, stage);
  const opener = home.getByTestId("cancel-all").first();
  await expect(opener).toContainText("(1)");
  await opener.click();
  await home.keyboard.press("Escape");
  await expect(home.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
  expect((await runsOf(server))[0]?.status).toBe("running");
  await opener.click();
  await expect(home.getByTestId("cancel-no")).toBeFocused();
  await home.getByTestId("cancel-yes").click();
  await expect(home.getByTestId("card-stripe")).toHaveAttribute("data-status", "cancelled", { timeout: 2_000 });
  await expect(home.getByTestId("notices")).toContainText("Todos los syncs cancelados (1): Stripe.");
  const records = await countRecords(stage.database.url);
  stage.fake.gate.open();
  await expect.poll(async () => (await runsOf(server))[0]?.stopped_at ?? null).not.toBeNull();
  expect(await countRecords(stage.database.url)).toBe(records);
  await expect(home.getByTestId("card-stripe")).toContainText("Cancelado por Operador");
  await expect(opener).toBeDisabled();
});
