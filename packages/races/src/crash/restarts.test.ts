import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { heal } from "./heal.ts";
import { longMs, say, shareOf, stepsOf } from "./points.ts";
import { Stage } from "./stage.ts";
import { newSync } from "./sync.ts";
import { problemsOf } from "./whole.ts";

describePostgres("a database that loses its power", (version) => {
  let stage: Stage;
  let steps: readonly string[];

  beforeAll(async () => {
    stage = await Stage.set({ version, crashes: true });
    steps = await stepsOf(stage);
  }, longMs);

  afterAll(async () => await stage.end());

  it("F8, F10, F16, F33 · the database cut off at any step of a worker: it goes on, and the run completes with every object there once", {
    timeout: longMs,
  }, async () => {
    const beganAt = performance.now();
    const points = shareOf(steps, version, 7);
    const worker = await stage.worker();
    let alone = 0;
    for (const stopAt of points) {
      const sync = await newSync(stage);
      worker.order({ kind: "sync", ...sync, stopAt });
      expect(await worker.expect("at")).toEqual({ kind: "at", step: stopAt });
      await stage.powerCut();
      worker.order({ kind: "go" });
      const { outcomes } = await worker.expect("done");
      if (outcomes.at(-1) === "completed") alone += 1;
      else {
        await stage.letTimePass();
        await heal(stage, sync);
      }
      expect(await problemsOf(stage, sync), `cut at ${stopAt}`).toEqual([]);
    }
    const how = `${alone} of them by the same worker`;
    say(`${points.length} crash points: power cut of PostgreSQL ${version}, each run completed, ${how}`, beganAt);
  });
});
