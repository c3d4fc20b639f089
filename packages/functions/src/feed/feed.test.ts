import type { SyncRunRow } from "@sincro/machine";
import { type RunStore, StoreError } from "@sincro/store";
import { memoryStore } from "@sincro/store/memory";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createFeed, type Feed, type Listening } from "./feed.ts";
import type { FeedEvent } from "./mailbox.ts";

const everyMs = 5;
const feeds: Feed[] = [];

function world(change: (real: RunStore) => Partial<RunStore> = () => ({})) {
  const real = memoryStore();
  const store = { ...real, ...change(real) };
  const feed = createFeed({ store, version: "1.2.3", everyMs, recent: 3 });
  feeds.push(feed);
  return { store: real, feed };
}

afterEach(() => {
  vi.useRealTimers();
  for (const feed of feeds.splice(0)) feed.close();
});

/** Reads on until an event is the one that is waited for; answers all that came, that one included. */
async function until(listening: Listening, wanted: (event: FeedEvent) => boolean): Promise<FeedEvent[]> {
  const seen: FeedEvent[] = [];
  for (;;) {
    const events = await listening.next(10_000);
    if (events === null || events.length === 0) throw new Error("the feed fell silent");
    seen.push(...events);
    if (events.some(wanted)) return seen;
  }
}

const isRun =
  (id: string, test: (run: SyncRunRow) => boolean = () => true) =>
  (event: FeedEvent) =>
    event.type === "run" && event.run.id === id && test(event.run);

async function started(store: RunStore, source = "stripe") {
  const answer = await store.start({ source, mode: "7d", worker: "slice-1" });
  if (answer.outcome !== "started") throw new Error(answer.outcome);
  return answer.run;
}

async function page(store: RunStore, run: SyncRunRow, seq: number) {
  const checkpoint = { after: seq };
  await store.commit({ runId: run.id, fence: run.fence, worker: "slice-1", seq, records: [], checkpoint });
}

describe("the feed", () => {
  it("begins with hello and the rows that there are", async () => {
    const { store, feed } = world();
    const run = await started(store);
    const listening = await feed.listen();
    const events = await listening.next(1_000);
    expect(events).toEqual([
      { type: "hello", now: expect.any(String), version: "1.2.3" },
      { type: "run", run: await store.get(run.id) },
    ]);
  });

  it("F45 · tells every change once, the versions of a run always growing, to every listener", async () => {
    const { store, feed } = world();
    const run = await started(store);
    const listeners = [await feed.listen(), await feed.listen()];
    const seen = await Promise.all(listeners.map((listening) => until(listening, isRun(run.id))));
    for (let seq = 1; seq <= 20; seq += 1) {
      await page(store, run, seq);
      const committed = isRun(run.id, ({ commit_seq }) => commit_seq === seq);
      for (const [n, listening] of listeners.entries()) seen[n]?.push(...(await until(listening, committed)));
    }
    const versions = Array.from({ length: 21 }, (_, n) => run.version + n);
    for (const events of seen) {
      expect(events.flatMap((event) => (event.type === "run" ? [event.run.version] : []))).toEqual(versions);
    }
  });

  it("tells the end of a run that is no longer among the newest", async () => {
    const { store, feed } = world();
    const run = await started(store);
    for (let n = 0; n < 5; n += 1) await started(store, `source-${n}`);
    const listening = await feed.listen();
    await until(listening, isRun(run.id));
    await store.cancel({ runId: run.id }, "ana");
    await until(
      listening,
      isRun(run.id, ({ status }) => status === "cancelled"),
    );
  });

  it("tells at once what this process wrote itself, and not again when it reads it", async () => {
    const { store, feed } = world();
    const listening = await feed.listen();
    await listening.next(1_000);
    const run = await started(store);
    feed.nudge(run);
    expect(await listening.next(0)).toEqual([{ type: "run", run }]);
    feed.nudge(run);
    await page(store, run, 1);
    const events = await until(listening, isRun(run.id));
    expect(events).toMatchObject([{ run: { version: run.version + 1 } }]);
  });

  it("gives a slow reader each run once, as it is now", async () => {
    const { store, feed } = world();
    const run = await started(store);
    const [slow, quick] = [await feed.listen(), await feed.listen()];
    for (let seq = 1; seq <= 10; seq += 1) {
      await page(store, run, seq);
      await until(
        quick,
        isRun(run.id, ({ commit_seq }) => commit_seq === seq),
      );
    }
    const events = await slow.next(0);
    expect(events).toMatchObject([{ type: "hello" }, { run: { commit_seq: 10 } }]);
  });

  it("F45 · reads only while somebody listens, once for all of them", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let reads = 0;
    const { feed } = world((real) => ({
      list: (request) => {
        reads += 1;
        return real.list(request);
      },
    }));
    const readsIn = async (ms: number) => {
      const before = reads;
      await vi.advanceTimersByTimeAsync(ms);
      return reads - before;
    };
    expect(await readsIn(20 * everyMs)).toBe(0);
    const listeners = await Promise.all(Array.from({ length: 20 }, () => feed.listen()));
    expect(await readsIn(20 * everyMs)).toBe(2 * 20);
    for (const listening of listeners) listening.leave();
    expect(await readsIn(20 * everyMs)).toBe(0);
    expect(await listeners[0]?.next(0)).toBeNull();
  });

  it("outlives a fault of the database: says that there is trouble, goes on, and greets again", async () => {
    let down = false;
    let failed = 0;
    const fail = () => {
      failed += 1;
      return Promise.reject(new StoreError("store_unreachable", "No connection."));
    };
    const { store, feed } = world((real) => ({
      list: (request) => (down ? fail() : real.list(request)),
      status: () => (down ? fail() : real.status()),
    }));
    const listening = await feed.listen();
    await listening.next(1_000);
    down = true;
    expect(await listening.next(5_000)).toEqual([{ type: "trouble", error: "store_unreachable" }]);
    await vi.waitFor(() => expect(failed).toBeGreaterThan(4));
    expect(await listening.next(0)).toEqual([]);
    await expect(feed.listen()).rejects.toThrow("No connection.");
    const run = await started(store);
    down = false;
    const events = await until(listening, isRun(run.id));
    expect(events.map(({ type }) => type)).toEqual(["hello", "run"]);
  });

  it("reports a fault that is not the database's, and goes on as well", async () => {
    let broken = true;
    const faults: unknown[] = [];
    const real = memoryStore();
    let reads = 0;
    const store: RunStore = {
      ...real,
      list: (request) => (++reads > 2 && broken ? Promise.reject(new TypeError("a bug")) : real.list(request)),
    };
    const feed = createFeed({ store, version: "1", everyMs, onFault: (error) => faults.push(error) });
    feeds.push(feed);
    const listening = await feed.listen();
    await until(listening, (event) => event.type === "trouble");
    broken = false;
    await until(listening, (event) => event.type === "hello");
    expect(faults[0]).toEqual(new TypeError("a bug"));
  });
});
