import { describePostgres } from "@sincro/store/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { heal } from "./heal.ts";
import { histories, longMs, say } from "./points.ts";
import { type Delivery, deliveries, Post } from "./post.ts";
import { Stage } from "./stage.ts";
import { newSync, runOf } from "./sync.ts";
import { problemsOf } from "./whole.ts";

/** More hand-offs than a sync of five pages in slices of one page has. */
const many = 8;
const all = (delivery: Delivery) => Array.from({ length: many }, () => delivery);

describePostgres("hand-offs between slices", (version) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set({ version });
  });

  afterAll(async () => await stage.end());

  /** A sync in slices of one page, each handed over by a post that does this to what it is given. */
  async function handedOver(by: readonly Delivery[]) {
    const sync = await newSync(stage);
    const post = new Post(stage, sync, by);
    const ended = await post.carry();
    // What is still on its way comes to a run that is over: nobody can claim it.
    for (const outcome of await post.deliverLate()) expect(outcome).toBe("not_claimed");
    expect(await runOf(stage, sync)).toEqual(ended);
    expect(await problemsOf(stage, sync)).toEqual([]);
    return { ended, outcomes: post.outcomes };
  }

  it("hand-offs that arrive, each once: no sweep is needed", async () => {
    const { ended, outcomes } = await handedOver(all({ fate: "delivered", to: 0 }));
    expect(outcomes).toEqual([...Array(5).fill("yielded"), "completed"]);
    expect(ended).toMatchObject({ slice: 6, silences: 0 });
  });

  it("F5 · hand-offs dropped, every one: the sweep calls for the run each time, and nobody's silence is counted", async () => {
    const { ended } = await handedOver(all({ fate: "dropped", to: 0 }));
    expect(ended).toMatchObject({ slice: 6, silences: 0 });
  });

  it("F7, F15, F16 · hand-offs doubled, every one, to two workers: one of them gets the run, and each page is there once", async () => {
    const { ended, outcomes } = await handedOver(all({ fate: "doubled", to: 0 }));
    expect(outcomes.filter((outcome) => outcome === "completed")).toHaveLength(1);
    expect(outcomes).toContain("not_claimed");
    expect(ended).toMatchObject({ slice: 6, silences: 0 });
  });

  it("F7 · hand-offs delayed, every one, until others have claimed the run or ended it; and then the last one first", async () => {
    const { ended } = await handedOver(all({ fate: "late", to: 1 }));
    expect(ended).toMatchObject({ slice: 6, silences: 0 });
  });

  it.for(["START 1: answered", "YIELD 1: answered"])(
    "F5 · a run handed over (%s), and everything off for a night: it goes on at the next start, and is not stale",
    async (dieAt) => {
      const sync = await newSync(stage);
      const worker = await stage.worker();
      worker.order({ kind: "sync", ...sync, dieAt });
      await worker.expect("gone");
      await stage.untilForgotten(worker);
      await stage.letTimePass(12 * 3_600_000);
      expect(await heal(stage, sync)).toMatchObject({ status: "completed", silences: 0 });
      expect(await problemsOf(stage, sync)).toEqual([]);
    },
  );

  it(`${histories} random posts: dropped, doubled, delayed, reordered, to either of two workers`, {
    timeout: longMs,
  }, async () => {
    const beganAt = performance.now();
    const seed = Number(process.env.SINCRO_SEED ?? Date.now() % 2 ** 31);
    await fc.assert(
      fc.asyncProperty(fc.array(deliveries, { minLength: many, maxLength: many }), async (by) => {
        await handedOver(by);
      }),
      { numRuns: histories, seed, endOnFailure: true },
    );
    say(`${histories} random posts of hand-offs on PostgreSQL ${version}, seed ${seed}, each run completed`, beganAt);
  });
});
