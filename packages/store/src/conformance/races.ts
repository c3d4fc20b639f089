import { expect } from "vitest";
import type { StartAnswer } from "../port.ts";
import { claimed, page, proof, row, started, stripe } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const times = <T>(count: number, call: (index: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => call(index)));

const outcomes = (answers: readonly StartAnswer[], outcome: StartAnswer["outcome"]) =>
  answers.filter((answer) => answer.outcome === outcome);

const pageOfTwenty = (seq: number) =>
  Array.from({ length: 20 }, (_, index) => ({ object: "customers", id: `${seq}-${index}`, data: { seq } }));

/** Lets whatever is under way get on: a store that never waits would leave a loop around it no end. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Calls at once. What one call after another cannot show. */
export function races(promise: PromiseTest): void {
  promise("F14 · thirty-two racing starts leave exactly one run", async ({ store }) => {
    const answers = await times(32, () => store.start(stripe));
    expect(outcomes(answers, "started")).toHaveLength(1);
    expect(outcomes(answers, "conflict")).toHaveLength(31);
    const [run, ...others] = (await store.list()).runs;
    expect(others).toEqual([]);
    for (const answer of answers) expect(answer).toMatchObject({ run: { id: run?.id } });
  });

  promise("thirty-two racing starts with one request id all have the run", async ({ store }) => {
    const requestId = "0b6c4f0e-4d3a-4f0d-9a53-1a2b3c4d5e6f";
    const answers = await times(32, () => store.start({ ...stripe, requestId }));
    expect(outcomes(answers, "started")).toHaveLength(32);
    expect(answers.filter((answer) => answer.outcome === "started" && !answer.repeated)).toHaveLength(1);
    expect((await store.list()).runs).toHaveLength(1);
  });

  promise(
    "F18 · sixteen racing restarts: each starts one, each ends the one before, one is left",
    async ({ store }) => {
      await started(store);
      const answers = await times(16, () => store.start({ ...stripe, onConflict: "restart" }));
      const mine = answers.map((answer) => {
        expect(answer).toMatchObject({ outcome: "started", cancelled: [{ status: "cancelled" }] });
        return answer as Extract<StartAnswer, { outcome: "started" }>;
      });
      const ended = new Set(mine.flatMap(({ cancelled }) => cancelled.map(({ id }) => id)));
      expect(ended.size).toBe(16);
      const { runs } = await store.list({ active: true });
      expect(runs).toHaveLength(1);
      expect(mine.filter(({ run }) => !ended.has(run.id)).map(({ run }) => run.id)).toEqual(runs.map(({ id }) => id));
    },
  );

  promise("F18 · restarts race starts: none fails, one run is left", async ({ store }) => {
    const answers = await times(24, (index) =>
      store.start({ ...stripe, onConflict: index % 2 === 0 ? "restart" : "reject" }),
    );
    expect(outcomes(answers, "refused")).toEqual([]);
    expect((await store.list({ active: true })).runs).toHaveLength(1);
  });

  promise("F7 · sixteen racing claims: one worker has the run", async ({ store }) => {
    const { id } = await started(store);
    const answers = await times(16, (index) => store.send(id, { type: "CLAIM", worker: `w${index}` }));
    expect(answers.filter(({ applied }) => applied)).toHaveLength(1);
    expect(answers.filter(({ reason }) => reason === "held")).toHaveLength(15);
    expect(await row(store, id)).toMatchObject({ fence: 2, slice: 1 });
  });

  promise("F16 · copies of one page that race are one page", async ({ store, records }) => {
    const held = await claimed(store);
    const answers = await times(8, () => store.commit(page(held, 1, { records: pageOfTwenty(1) })));
    expect(answers.filter(({ applied }) => applied)).toHaveLength(1);
    expect(answers.filter(({ reason }) => reason === "repeated")).toHaveLength(7);
    expect(await row(store, held.runId)).toMatchObject({ commit_seq: 1, total_fetched: 20, total_inserted: 20 });
    expect(await records(stripe)).toHaveLength(20);
  });

  promise(
    "F21 · a cancel races commits: what is there at its answer is all there will be",
    async ({ store, records }) => {
      const held = await claimed(store);
      let seq = 0;
      let stopped = false;
      const commit = async () => {
        while (!stopped) {
          const next = seq + 1;
          const answer = await store.commit(page(held, next, { records: pageOfTwenty(next) }));
          if (answer.applied) seq = Math.max(seq, next);
          if (answer.reason === "fenced") stopped = true;
          await turn();
        }
      };
      const workers = times(4, commit);
      while (seq < 5) await turn();
      await store.cancel({ runId: held.runId }, "ana");
      const [atAnswer, run] = [await records(stripe), await row(store, held.runId)];
      await workers;
      expect(await records(stripe)).toEqual(atAnswer);
      expect(await row(store, held.runId)).toEqual(run);
      expect(run).toMatchObject({ status: "cancelled", total_inserted: atAnswer.length });
      expect(atAnswer.length).toBe(run.commit_seq * 20);
    },
  );

  promise("F22 · COMPLETE races CANCEL: one of them ends the run", async ({ store }) => {
    const helds = await times(16, (index) => claimed(store, { account: `a${index}` }));
    for (const held of helds) {
      const [completed, receipt] = await Promise.all([
        store.send(held.runId, { type: "COMPLETE", ...proof(held), seq: 0 }),
        store.cancel({ runId: held.runId }, "ana"),
      ]);
      expect(receipt).toMatchObject([{ cancelled: !completed.applied }]);
      const { status } = await row(store, held.runId);
      expect(status).toBe(completed.applied ? "completed" : "cancelled");
    }
  });

  promise(
    "cancels of everything, sweeps, starts and commits at once end without a deadlock",
    async ({ store, advance }) => {
      const helds = await times(12, (index) => claimed(store, { account: `a${index}` }));
      await advance(61_000);
      await Promise.all([
        times(4, () => store.cancel({ all: true }, "ana")),
        times(4, () => store.sweep()),
        ...helds.map((held) => store.commit(page(held, 1, { records: pageOfTwenty(1) }))),
        ...helds.map((_, index) => store.start({ ...stripe, account: `a${index}`, onConflict: "restart" })),
      ]);
      for (const { account, ...run } of (await store.list({ active: true })).runs) {
        expect([account, run.status]).toEqual([account, "running"]);
      }
      for (const held of helds) expect(await row(store, held.runId)).toMatchObject({ status: "cancelled" });
    },
  );
}
