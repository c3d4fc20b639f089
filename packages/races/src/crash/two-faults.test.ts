import { describePostgres } from "@sincro/store/testing";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Accident, accidents, Drama } from "./drama.ts";
import { histories, longMs, say, stepsOf } from "./points.ts";
import { Stage } from "./stage.ts";
import { newSync } from "./sync.ts";
import { problemsOf } from "./whole.ts";

describePostgres("two faults at once", (version) => {
  let stage: Stage;
  let steps: readonly string[];

  beforeAll(async () => {
    stage = await Stage.set({ version, crashes: true });
    steps = await stepsOf(stage);
  }, longMs);

  afterEach(() => stage.fake.faults.clear());
  afterAll(async () => await stage.end());

  it(`${histories} random pairs: kill, power cut, both in one moment, freeze, a provider that misbehaves`, {
    timeout: longMs,
  }, async () => {
    const beganAt = performance.now();
    const seed = Number(process.env.SINCRO_SEED ?? Date.now() % 2 ** 31);
    let struck = 0;
    await fc.assert(
      fc.asyncProperty(fc.tuple(accidents(steps), accidents(steps)), async (pair: readonly Accident[]) => {
        const sync = await newSync(stage);
        const drama = new Drama(stage, sync);
        try {
          struck += await drama.play(pair);
        } finally {
          await drama.end();
        }
        expect(await problemsOf(stage, sync)).toEqual([]);
      }),
      { numRuns: histories, seed, endOnFailure: true },
    );
    say(`${histories} random pairs of faults (${struck} struck) on PostgreSQL ${version}, seed ${seed}`, beganAt);
  });
});
