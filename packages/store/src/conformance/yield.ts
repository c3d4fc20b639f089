import type { YieldReason } from "@sincro/machine";
import { expect } from "vitest";
import type { RunStore } from "../port.ts";
import { applied, claim, claimed, gap, type Held, hour, minute, page, proof, row, second, word } from "./steps.ts";
import type { PromiseTest } from "./under-test.ts";

const handBack = (store: RunStore, held: Held, reason: YieldReason, dueAt?: string) =>
  store.send(held.runId, { type: "YIELD", ...proof(held), reason, dueAt });

/** Claims and hands back without a page, so many times. */
async function fruitless(store: RunStore, held: Held, reason: YieldReason, times: number): Promise<Held> {
  let last = held;
  for (let slice = 1; slice <= times; slice += 1) {
    await applied(handBack(store, last, reason));
    last = await claim(store, held.runId, `${reason}-${slice}`);
  }
  return last;
}

/** YIELD: between slices the cursor is safe and nobody holds the run. */
export function yields(promise: PromiseTest): void {
  promise(
    "F46 · a run that is handed back is due at once, and may wait for its next slice a minute",
    async ({ store }) => {
      const held = await claimed(store);
      await applied(store.commit(page(held, 1)));
      const run = await applied(handBack(store, held, "budget"));
      expect(run).toMatchObject({
        status: "continuing",
        worker: null,
        last_worker: "w1",
        slice_until: null,
        yield_reason: "budget",
        checkpoint: { page: 1 },
        fence: held.fence,
        attempts: 0,
      });
      expect(run.due_at).toBe(run.updated_at);
      expect(gap(run.due_at, run.deadline_at)).toBe(minute);
    },
  );

  promise("a due time that has passed is now", async ({ store }) => {
    const held = await claimed(store);
    const run = await applied(handBack(store, held, "retry", "2020-01-01T00:00:00Z"));
    expect(run.due_at).toBe(run.updated_at);
  });

  promise("P1 · a wait of an hour for a provider's limit is no silence", async ({ store, advance }) => {
    const held = await claimed(store);
    const { now } = await store.status();
    const dueAt = new Date(Date.parse(now) + hour).toISOString();
    const run = await applied(handBack(store, held, "rate_limited", dueAt));
    expect(gap(dueAt, run.deadline_at)).toBe(minute);
    await advance(hour - 30 * second);
    expect(await store.sweep(true)).toEqual({ expired: [], released: [], due: [] });
    expect(await row(store, held.runId)).toEqual(run);
  });

  for (const reason of ["budget", "retry"] as const) {
    promise(`five slices may hand back without progress (${reason}), not six`, async ({ store }) => {
      const last = await fruitless(store, await claimed(store), reason, 5);
      expect(await row(store, last.runId)).toMatchObject({ attempts: 5 });
      expect(await word(handBack(store, last, reason))).toBe("exhausted");
      expect(await row(store, last.runId)).toMatchObject({ status: "running", worker: last.worker });
      const error = { code: "exhausted", message: "It did not get on." };
      expect(await word(store.send(last.runId, { type: "FAIL", ...proof(last), error }))).toBe("applied");
    });
  }

  for (const reason of ["rate_limited", "dependency"] as const) {
    promise(`P1 · waiting for others costs no attempt (${reason})`, async ({ store }) => {
      const last = await fruitless(store, await claimed(store), reason, 7);
      expect(await row(store, last.runId)).toMatchObject({ attempts: 0, slice: 8 });
      expect(await word(handBack(store, last, reason))).toBe("applied");
    });
  }

  promise("when attempts are used up, waiting for others is still allowed", async ({ store }) => {
    const last = await fruitless(store, await claimed(store), "retry", 5);
    expect(await word(handBack(store, last, "rate_limited"))).toBe("applied");
  });

  promise("progress gives all attempts back", async ({ store }) => {
    const last = await fruitless(store, await claimed(store), "retry", 5);
    expect(await applied(store.commit(page(last, 1)))).toMatchObject({ attempts: 0 });
    expect(await applied(handBack(store, last, "retry"))).toMatchObject({ attempts: 0, status: "continuing" });
  });

  promise("a page that repeats the cursor is no progress: its slice costs an attempt", async ({ store }) => {
    const held = await claimed(store);
    await applied(store.commit(page(held, 1, { checkpoint: null })));
    expect(await applied(handBack(store, held, "budget"))).toMatchObject({ attempts: 1 });
  });

  promise("the error behind a retry is kept until there is progress", async ({ store }) => {
    const held = await claimed(store);
    const error = { code: "provider_unavailable", message: "503", retryable: true };
    const run = await applied(store.send(held.runId, { type: "YIELD", ...proof(held), reason: "retry", error }));
    expect(run).toMatchObject({ error_code: error.code, error_message: error.message, yield_reason: "retry" });
  });
}
