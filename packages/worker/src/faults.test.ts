import type { EventType } from "@sincro/machine";
import { SourceError } from "@sincro/sources";
import { isStoreError, type RunStore } from "@sincro/store";
import { describe, expect, it } from "vitest";
import { sleep } from "./clock.ts";
import type { HeldRun } from "./held-run.ts";
import { startRun } from "./start-run.ts";
import { type Fault, faultyStore, firstTimes } from "./testing/faulty-store.ts";
import { fetching, pageOf, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

type World = ReturnType<typeof world>;

const refused = () => new SourceError("credentials_refused", "No.", { retryable: false });

/** A slice of each kind, and the history that it must leave, whatever happens to the answers. */
const slices: Record<
  string,
  { work(world: World): (run: HeldRun) => Promise<void>; kind: string; events: EventType[] }
> = {
  completes: {
    work: ({ clock }) => fetching(clock, 2, 100),
    kind: "completed",
    events: ["START", "CLAIM", "COMMIT", "COMMIT", "COMPLETE"],
  },
  yields: {
    work: () => async (run) => {
      await run.commit(pageOf(1));
      run.yield("dependency", 60_000);
    },
    kind: "yielded",
    events: ["START", "CLAIM", "COMMIT", "YIELD"],
  },
  fails: {
    work: () => () => Promise.reject(refused()),
    kind: "failed",
    events: ["START", "CLAIM", "FAIL"],
  },
};

const faults: Fault[] = ["lost", "unreachable", "hang"];
const cases = Object.entries(slices).flatMap(([name, { events }]) =>
  [...new Set(["status", ...events.slice(1)])].flatMap((call) => faults.map((fault) => ({ name, call, fault }))),
);

describe("a store that does not answer", () => {
  it.each(cases)(
    "F8 F16 · $call $fault once: the slice that $name is as if nothing had been",
    async ({ name, call, fault }) => {
      const here = world();
      const { clock, store, options, start, row, history } = here;
      const { work, kind, events } = slices[name] ?? expect.unreachable();
      const run = await start();
      const seen: unknown[] = [];
      const flaky = faultyStore(store, firstTimes(call, 1, fault));

      const outcome = await clock.until(
        withRun(flaky, run, work(here), { ...options, onFault: (error) => seen.push(error) }),
      );

      expect(outcome).toMatchObject({ kind });
      expect(await history(run.id)).toEqual(events);
      const pages = events.filter((event) => event === "COMMIT").length;
      expect(await row(run.id)).toMatchObject({ total_fetched: 2 * pages, total_inserted: 2 * pages, slice: 1 });
      expect(seen, "the fault was told").toHaveLength(1);
      expect(seen.every(isStoreError)).toBe(true);
      expect(clock.pending).toBe(0);
    },
  );

  it("F16 · a lost STOPPED is sent again and recorded once", async () => {
    const { clock, store, options, start, history } = world();
    const run = await start();
    const flaky = faultyStore(store, firstTimes("STOPPED", 1, "lost"));
    const slice = withRun(flaky, run, fetching(clock, 9, 1_000), options);
    await clock.advance(1_500);
    await store.cancel({ all: true }, "ana");
    expect(await clock.until(slice)).toMatchObject({ kind: "fenced", stopped: true });
    expect((await history(run.id)).filter((event) => event === "STOPPED")).toHaveLength(1);
  });

  it("F1 · is given up when the lease is over: the slice is lost, and the sweep finds the run", async () => {
    const { clock, store, options, start, row } = world();
    const run = await start();
    let down = false;
    const flaky = faultyStore(store, () => (down ? "unreachable" : undefined));
    let aborted = false;
    const slice = withRun(
      flaky,
      run,
      async (held) => {
        held.signal.addEventListener("abort", () => {
          aborted = true;
        });
        await held.commit(pageOf(1));
        down = true;
        await held.commit(pageOf(2));
      },
      options,
    );
    expect(await clock.until(slice)).toMatchObject({ kind: "lost", error: { code: "store_unreachable" } });
    expect(aborted).toBe(true);
    expect(clock.now()).toBeGreaterThan(50_000);
    expect(clock.now()).toBeLessThanOrEqual(60_000);
    expect(await row(run.id)).toMatchObject({ status: "running", commit_seq: 1 });
    await clock.advance(60_000 - clock.now());
    expect((await store.sweep()).due).toMatchObject([{ id: run.id, status: "continuing", checkpoint: { page: 1 } }]);
  });

  it("F1 · is noticed by the heart while the provider is slow", async () => {
    const { clock, store, options, start } = world();
    let down = false;
    const flaky = faultyStore(store, () => (down ? "hang" : undefined));
    const slice = withRun(flaky, await start(), fetching(clock, 1, 290_000), options);
    await clock.advance(1_000);
    down = true;
    expect(await clock.until(slice)).toMatchObject({ kind: "lost" });
    expect(clock.now(), "the lease, one heartbeat, and one to wait for the work").toBeLessThanOrEqual(90_000);
  });

  it("is not claimed from for longer than a run may wait to be picked up", async () => {
    const { clock, store, options, start, history } = world();
    const run = await start();
    const dead = faultyStore(store, () => "unreachable");
    const outcome = await clock.until(withRun(dead, run, () => Promise.reject(new Error("must not run")), options));
    expect(outcome).toMatchObject({ kind: "lost", run: null, error: { code: "store_unreachable" } });
    expect(clock.now()).toBeLessThanOrEqual(60_000);
    expect(await history(run.id)).toEqual(["START"]);
  });

  it("F33 · a page that the store refuses is tried again by later slices, and fails the run in the end", async () => {
    const { clock, store, options, start } = world();
    const run = await start();
    const picky = faultyStore(store, (call) => (call === "COMMIT" ? "rejected" : undefined));
    const kinds: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const outcome = await clock.until(
        withRun(
          picky,
          run,
          async (held) => {
            await held.commit(pageOf(1)).catch(() => {}); // careless work, that would go on to the next page
            await held.commit(pageOf(2));
          },
          options,
        ),
      );
      kinds.push(outcome.kind);
      expect(outcome.run).toMatchObject({ error_code: "store_rejected", commit_seq: 0, checkpoint: null });
      if (outcome.kind === "yielded") await clock.advance(outcome.dueInMs);
    }
    expect(kinds).toEqual(["yielded", "yielded", "yielded", "yielded", "yielded", "failed"]);
    expect(clock.now(), "nothing but the waits between slices: asking again at once cannot help").toBe(31_000);
  });

  it("a page that is malformed fails the run at once", async () => {
    const { clock, store, options, start } = world();
    const page = { records: [{ object: "customer", id: "cus_1", data: null }], checkpoint: { page: 1 } };
    const outcome = await clock.until(
      withRun(store, await start(), async (held) => void (await held.commit(page)), options),
    );
    expect(outcome).toMatchObject({ kind: "failed", error: { code: "invalid" } });
  });

  it("F49 · a page that times out until the slice is over says so in the row", async () => {
    const { clock, store, options, start } = world();
    const slow = faultyStore(store, (call) => (call === "COMMIT" ? "hang" : undefined));
    const outcome = await clock.until(
      withRun(slow, await start(), async (held) => void (await held.commit(pageOf(1))), options),
    );
    expect(outcome).toMatchObject({ kind: "yielded", reason: "retry", run: { error_code: "store_unreachable" } });
  });

  it("a page that the store does not take is not sent again once the slice is over", async () => {
    const { clock, store, options, start } = world();
    const stop = new AbortController();
    let sent = 0;
    const down = faultyStore(store, (call) => {
      if (call !== "COMMIT") return undefined;
      sent += 1;
      return "unreachable";
    });
    const work = async (held: HeldRun) => void (await held.commit(pageOf(1)));
    const slice = withRun(down, await start(), work, { ...options, signal: stop.signal });
    await clock.advance(4_000);
    const sentBefore = sent;
    stop.abort();
    expect(await clock.until(slice)).toMatchObject({ kind: "yielded", reason: "budget" });
    expect(sent - sentBefore, "the one whose wait had begun").toBeLessThanOrEqual(1);
    expect(clock.now(), "no waiting for work that has stopped").toBeLessThan(10_000);
  });

  it("F16 · answers that overtake each other do not turn the row back", async () => {
    const { clock, store, options, start } = world();
    const slow: RunStore = {
      ...store,
      send: async (id, event) => {
        const answer = await store.send(id, event);
        if (event.type === "BEAT") await sleep(clock, 3_000);
        return answer;
      },
    };
    const outcome = await clock.until(withRun(slow, await start(), fetching(clock, 40, 1_000), options));
    expect(outcome).toMatchObject({ kind: "completed", run: { commit_seq: 40, total_fetched: 80 } });
  });

  it("an ending that the store will not have leaves the run to its lease", async () => {
    const { clock, store, options, start, history } = world();
    const run = await start();
    const picky: RunStore = {
      ...store,
      send: async (id, event) =>
        event.type === "FAIL" ? { applied: false, reason: "invalid", run: null } : store.send(id, event),
    };
    const outcome = await clock.until(withRun(picky, run, () => Promise.reject(refused()), options));
    expect(outcome).toMatchObject({ kind: "fenced", stopped: false });
    expect(await history(run.id)).toEqual(["START", "CLAIM"]);
  });

  it("a database that lost commits in a failover is read anew by the next slice", async () => {
    const { clock, store, options, start } = world();
    const run = await start();
    const ahead: RunStore = { ...store, commit: (page) => store.commit({ ...page, seq: page.seq + 1 }) };
    const outcome = await clock.until(withRun(ahead, run, fetching(clock, 2, 100), options));
    expect(outcome).toMatchObject({ kind: "yielded", reason: "retry", run: { error_code: "out_of_order" } });
    await clock.advance(2_000);
    expect(await clock.until(withRun(store, run, fetching(clock, 2, 100), options))).toMatchObject({
      kind: "completed",
    });
  });
});

describe("a start whose answer is lost", () => {
  it.each(faults)("F14 · %s: is asked for again and makes one run", async (fault) => {
    const { clock, store, options } = world();
    const flaky = faultyStore(store, firstTimes("start", 1, fault));
    const got = await clock.until(startRun(flaky, { source: "stripe", mode: "7d" }, options));
    expect(got).toMatchObject({
      outcome: "started",
      repeated: fault === "lost",
      run: { mode: "7d", status: "running" },
    });
    expect((await store.list()).runs).toHaveLength(1);
    expect(await clock.until(startRun(store, { source: "stripe" }, options))).toMatchObject({ outcome: "conflict" });
    const attached = await clock.until(startRun(store, { source: "stripe", onConflict: "attach" }, options));
    expect(attached).toMatchObject({ outcome: "attached", run: { mode: "7d" } });
  });

  it("answers refusals, and throws when the store stays away", async () => {
    const { clock, store, options } = world();
    expect(await startRun(store, { source: "" }, options)).toMatchObject({ outcome: "refused", reason: "invalid" });
    const dead = faultyStore(store, () => "unreachable");
    const start = startRun(dead, { source: "stripe" }, options);
    await expect(clock.until(start)).rejects.toSatisfy(isStoreError);
    expect(clock.now()).toBeLessThanOrEqual(5_000);
  });
});
