import { looking, objectsOf } from "../../cli/src/e2e/truth.fixture.ts";
import { expect, test } from "./four.ts";
import { frozenWorker } from "./frozen.ts";
import { runsOf } from "./stack.ts";
import { knowsPeople, writtenBySource } from "./written.ts";

const leaseMs = 4_000;

// A short lease, and a sweep that does not come by itself while the test looks.
test.use({ policy: { leaseMs, beatMs: 500, sweepMs: 600_000 } });

test.describe("Check 4 · stuck and only stuck", () => {
  test("one worker is frozen, three are well: it alone is silent, and let go when asked; the others save on", async ({
    home,
    gates,
    server,
    stage,
    others,
  }) => {
    const clean = home.getByTestId("clean-stuck").first();
    const card = home.getByTestId("card-stripe");
    await expect(clean).toBeDisabled();
    for (const gate of gates) gate.close();
    await knowsPeople(stage);
    const healthy = ["paypal", "ghl", "manychat"] as const;
    for (const name of healthy) await server.client.sync(name, { mode: "full" });
    for (const gate of gates.slice(1)) await gate.untilHeld(1);

    const frozen = await frozenWorker(stage, others.env);
    try {
      await expect(card).toHaveAttribute("data-phase", "silent", {
        timeout: frozen.since + leaseMs + 2_000 - Date.now(),
      });
      await expect(card).toHaveAttribute("data-status", "running");
      await expect(card).toContainText("Sin señal");
      await expect(clean).toBeEnabled();
      await expect(clean).toHaveText("Limpiar syncs atascados (1)");
      for (const name of healthy) {
        await expect(home.getByTestId(`card-${name}`)).toHaveAttribute("data-phase", "running");
      }
      const before = await writtenBySource(stage.database.url);
      await clean.click();
      await expect(card).toHaveAttribute("data-status", "stale");
      await expect(card).toContainText("Atascado");
      await expect(clean).toBeDisabled();
      expect((await runsOf(server)).filter(({ status }) => status === "stale").map(({ id }) => id)).toEqual([
        frozen.runId,
      ]);
      for (const gate of gates.slice(1)) gate.open();
      for (const name of healthy) {
        await expect
          .poll(async () => (await writtenBySource(stage.database.url))[name]?.commits)
          .toBeGreaterThan(before[name]?.commits ?? 0);
      }
      const ends = (await runsOf(server)).map(({ source, status }) => `${source} ${status}`);
      expect(ends.filter((end) => /stale|failed|cancelled/.test(end))).toEqual(["stripe stale"]);
    } finally {
      frozen.thaw();
    }

    // What was let go goes on from its cursor when somebody asks for it.
    gates[0].open();
    await expect(card.getByTestId("act-stripe")).toHaveAttribute("data-action", "resume");
    await card.getByTestId("act-stripe").click();
    await expect(card).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
    const [resumed, stale] = (await runsOf(server)).filter(({ source }) => source === "stripe");
    expect(stale).toMatchObject({ id: frozen.runId, status: "stale" });
    expect(resumed).toMatchObject({ resumed_from: frozen.runId, status: "completed" });
    const { rows } = await looking(stage.database.url, (client) =>
      client.query("select count(*)::int as n from sync_records where source = 'stripe'"),
    );
    expect(rows[0]?.n).toBe(objectsOf(stage.fake).length);
  });
});
