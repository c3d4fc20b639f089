import { objectsOf } from "../../cli/src/e2e/truth.fixture.ts";
import { expect, test } from "./four.ts";
import { frozenWorker } from "./frozen.ts";
import { writtenBySource } from "./written.ts";

// A lease of seconds, and a sweep that comes often.
test.use({ policy: { leaseMs: 3_000, beatMs: 500, sweepMs: 1_000 } });

test.describe("Check 4 · stuck and only stuck", () => {
  test("left alone: the next sweep has the frozen worker's run driven on, and it completes; the worker comes back too late", async ({
    home,
    gates,
    server,
    stage,
    others,
  }) => {
    const card = home.getByTestId("card-stripe");
    const frozen = await frozenWorker(stage, others.env);
    try {
      for (const gate of gates) gate.open();
      await expect(card).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
      const { run, events } = await server.client.run(frozen.runId);
      expect(run).toMatchObject({ status: "completed", slice: 2, total_fetched: objectsOf(stage.fake).length });
      expect(events.filter(({ event }) => event === "EXPIRE")).toMatchObject([
        { actor_kind: "system", from_status: "running", to_status: "continuing", applied: true },
      ]);
      const before = await writtenBySource(stage.database.url);
      expect(before.stripe).toMatchObject({ refused: 0, records: objectsOf(stage.fake).length });
      frozen.thaw();
      await expect
        .poll(async () => {
          const { events } = await server.client.run(frozen.runId);
          return new Set(events.filter(({ applied }) => !applied).map(({ reason }) => reason));
        })
        .toEqual(new Set(["fenced"]));
      expect((await writtenBySource(stage.database.url)).stripe).toMatchObject({
        ...before.stripe,
        refused: expect.anything(),
      });
      await expect(card).toHaveAttribute("data-status", "completed");
    } finally {
      frozen.thaw();
    }
  });
});
