import { type Policy, policy, type SyncRunRow } from "@sincro/machine";
import type { Page } from "@sincro/sources";
import type { RunStore, StartRequest } from "@sincro/store";
import { memoryStore } from "@sincro/store/memory";
import { sleep } from "../clock.ts";
import type { HeldRun } from "../held-run.ts";
import { ManualClock } from "./manual-clock.ts";

const epoch = Date.UTC(2026, 10, 24, 10);

/** A store and a worker's clock that pass the time together, from a start at 10:00. */
export function world(numbers: Partial<Policy> = {}) {
  const clock = new ManualClock();
  const store = memoryStore({
    now: () => new Date(epoch + clock.now()).toISOString(),
    policy: { ...policy, ...numbers },
  });
  return {
    clock,
    store,
    /** What every slice of these tests is given: no chance, no real time. */
    options: { clock, random: () => 0 },
    start: (request: Partial<StartRequest> = {}) => startedRun(store, request),
    row: (id: string) => rowOf(store, id),
    /** The history as `EVENT` or `EVENT!reason`. */
    history: async (id: string) =>
      (await store.events(id)).map(({ event, reason }) => (reason === null ? event : `${event}!${reason}`)),
    /** The moment that lies so many milliseconds after the start of the test. */
    at: (ms: number) => new Date(epoch + ms).toISOString(),
  };
}

async function startedRun(store: RunStore, request: Partial<StartRequest>): Promise<SyncRunRow> {
  const got = await store.start({ source: "stripe", mode: "full", ...request });
  if (got.outcome !== "started") throw new Error(`The run was not started: ${got.outcome}`);
  return got.run;
}

async function rowOf(store: RunStore, id: string): Promise<SyncRunRow> {
  const row = await store.get(id);
  if (row === null) throw new Error(`There is no run ${id}`);
  return row;
}

/** The n-th page of a provider, with two customers. */
export function pageOf(n: number): Page {
  const customer = (half: string) => ({ object: "customer", id: `cus_${n}${half}`, data: { n, half } });
  return { records: [customer("a"), customer("b")], checkpoint: { page: n } };
}

/** The pages of a provider that has `count` of them, from a checkpoint on. */
export function* pagesAfter(checkpoint: unknown, count: number): Generator<Page> {
  const { page = 0 } = (checkpoint ?? {}) as { page?: number };
  for (let n = page + 1; n <= count; n += 1) yield pageOf(n);
}

/** Work that commits `count` pages, each of which takes `pageMs` to fetch. */
export function fetching(clock: ManualClock, count: number, pageMs: number) {
  return async (run: HeldRun): Promise<void> => {
    for (const page of pagesAfter(run.checkpoint, count)) {
      await sleep(clock, pageMs);
      await run.commit(page);
    }
  };
}

/** A fetch that answers only to its signal. */
export function hanging(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}
