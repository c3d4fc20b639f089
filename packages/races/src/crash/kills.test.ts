import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { heal } from "./heal.ts";
import { longMs, say, shareOf, stepsOf } from "./points.ts";
import { Stage } from "./stage.ts";
import { newSync } from "./sync.ts";
import { problemsOf } from "./whole.ts";

describePostgres("a worker that is killed", (version) => {
  let stage: Stage;
  let steps: readonly string[];

  beforeAll(async () => {
    stage = await Stage.set({ version });
    steps = await stepsOf(stage);
  }, longMs);

  afterAll(async () => await stage.end());

  it("has steps before, during and after each call and each request of two slices", () => {
    const stepsWith = (kind: string) => steps.filter((step) => step.startsWith(kind)).length;
    const kinds = ["START", "SWEEP", "STATUS", "CLAIM", "request", "COMMIT", "BEAT", "YIELD", "COMPLETE"];
    expect(kinds.map(stepsWith)).toEqual([3, 3, 6, 6, 18, 15, 6, 3, 3]);
  });

  it("F1, F5, F8, F9, F33 · a worker killed at any of its steps: another goes on, and the run completes with every object there once", {
    timeout: longMs,
  }, async () => {
    const beganAt = performance.now();
    const points = shareOf(steps, version, 3);
    for (const dieAt of points) {
      const sync = await newSync(stage);
      const worker = await stage.worker();
      worker.order({ kind: "sync", ...sync, dieAt });
      expect(await worker.expect("gone"), dieAt).toEqual({ kind: "gone", signal: "SIGKILL" });
      await stage.untilForgotten(worker);
      await stage.letTimePass();
      await heal(stage, sync);
      expect(await problemsOf(stage, sync), `killed at ${dieAt}`).toEqual([]);
    }
    say(`${points.length} crash points: kill -9 of a worker on PostgreSQL ${version}, each run completed`, beganAt);
  });
});
