import { describePostgres } from "@sincro/store/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { livesWith } from "./life.ts";
import { live } from "./lives.ts";
import { histories, longMs, say, shareOf } from "./points.ts";
import { ghl, manychat, type NewProvider, paypal } from "./providers/index.ts";
import { Stage } from "./stage.ts";
import { newSync } from "./sync.ts";
import { problemsOf } from "./whole.ts";

const providers: readonly [string, NewProvider][] = [
  ["PayPal", paypal],
  ["GoHighLevel", ghl],
  ["ManyChat", manychat],
];

/** One of these is ten workers long: a third of the histories that others play. */
const numRuns = Math.ceil(histories / 3);

describePostgres("workers killed at random while answers fail", (version) => {
  it.for(shareOf(providers, version, 2))(
    "F1, F31, F33, F38, F47, F48 · %s: the run completes with every object there once, and nobody was banned",
    { timeout: longMs },
    async ([title, provider]) => {
      const beganAt = performance.now();
      const seed = Number(process.env.SINCRO_SEED ?? Date.now() % 2 ** 31);
      const stage = await Stage.set({ version, provider });
      let [killed, spoilt, waited] = [0, 0, 0];
      try {
        await fc.assert(
          fc.asyncProperty(livesWith(stage.provider), async (lives) => {
            const sync = await newSync(stage);
            const story = await live(stage, sync, lives);
            expect([...story.problems, ...(await problemsOf(stage, sync, null))]).toEqual([]);
            // Else nothing was shown: whoever is killed in its first steps meets no broken answer.
            expect(story.kills.length).toBeGreaterThanOrEqual(4);
            expect(story.spoilt.size).toBeGreaterThanOrEqual(3);
            killed += story.kills.length;
            waited += story.waits.length;
            for (const times of story.spoilt.values()) spoilt += times;
          }),
          { numRuns, seed, endOnFailure: true },
        );
      } finally {
        await stage.end();
      }
      const told = `${killed} times kill -9, ${spoilt} broken answers, ${waited} waits`;
      say(
        `${numRuns} random runs of ${title} on PostgreSQL ${version}, seed ${seed}: ${told}, each run completed`,
        beganAt,
      );
    },
  );
});
