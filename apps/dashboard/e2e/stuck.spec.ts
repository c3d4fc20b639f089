import { setStage } from "../../cli/src/e2e/stage.fixture.ts";
import { looking } from "../../cli/src/e2e/truth.fixture.ts";
import { expect, linkOf, test } from "./stack.ts";

// A stage of its own: a short lease, and a sweep that does not come by itself while the test looks.
test("Limpiar syncs atascados: a silent run is said to be silent, let go as stale, and resumed from its cursor", async ({
  browser,
}) => {
  const stage = await setStage({ policy: { leaseMs: 1_500, sweepMs: 600_000 } });
  const server = await stage.serve();
  const context = await browser.newContext({ locale: "es-MX" });
  const page = await context.newPage();
  await page.goto(linkOf(server));
  const card = page.getByTestId("card-stripe");
  const clean = page.getByTestId("clean-stuck").first();
  await expect(clean).toBeDisabled();
  // A worker that took the run, committed a page and was never heard of again.
  await looking(stage.database.adminUrl, async (client) => {
    const { rows } = await client.query("select sync_start('stripe', p_worker => 'gone') -> 'run' ->> 'id' as id");
    const checkpoint = { v: 2, left: [["refunds", 1_293_840_000, 1_900_000_000, null]] };
    const page = [{ object: "customer", id: "cus_kept", data: { name: "Ana" } }];
    await client.query("select sync_commit($1, 2, 'gone', 1, $2, $3)", [
      rows[0].id,
      JSON.stringify(page),
      JSON.stringify(checkpoint),
    ]);
  });
  await expect(card).toHaveAttribute("data-phase", "silent", { timeout: 5_000 });
  await expect(card).toContainText("Sin señal");
  await expect(clean).toContainText("(1)");
  await clean.click();
  await expect(card).toHaveAttribute("data-status", "stale");
  await expect(card).toContainText("Atascado");
  await expect(clean).toBeDisabled();
  await expect(card.getByTestId("act-stripe")).toHaveAttribute("data-action", "resume");
  await card.getByTestId("act-stripe").click();
  await expect(card).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
  const { runs } = await server.client.runs();
  expect(runs.map(({ status }) => status)).toEqual(["completed", "stale"]);
  expect(runs[0]?.resumed_from).toBe(runs[1]?.id);
  expect(runs[0]?.total_fetched).toBe(stage.fake.count("refunds"));
  await context.close();
  await stage.end();
});
