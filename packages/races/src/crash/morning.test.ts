import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { heal } from "./heal.ts";
import { Stage } from "./stage.ts";
import { newSync } from "./sync.ts";
import { problemsOf } from "./whole.ts";

describePostgres("the morning after everything was off", (version) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set({ version });
  });
  afterAll(async () => await stage.end());

  it.for(["SWEEP 1: sent", "SWEEP 1: answered", "CLAIM 1: before", "CLAIM 1: sent"])(
    "F5 · the first worker of the morning is killed at its %s: the run goes on with the next, and is not stale",
    async (dieAt) => {
      const sync = await newSync(stage);
      for (const [at, thenMs] of [
        ["YIELD 1: answered", 12 * 3_600_000],
        [dieAt, 91_000],
      ] as const) {
        const worker = await stage.worker();
        worker.order({ kind: "sync", ...sync, dieAt: at });
        await worker.expect("gone");
        await stage.untilForgotten(worker);
        await stage.letTimePass(thenMs);
      }
      expect(await heal(stage, sync)).toMatchObject({ status: "completed" });
      expect(await problemsOf(stage, sync)).toEqual([]);
    },
  );
});
