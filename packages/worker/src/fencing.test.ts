import { describe, expect, it } from "vitest";
import { sleep } from "./clock.ts";
import type { HeldRun } from "./held-run.ts";
import { Fenced } from "./slice-ended.ts";
import { fetching, hanging, pageOf, world } from "./testing/world.ts";
import { withRun } from "./with-run.ts";

/** Commits a page, then asks for another that never comes; tells when its request was aborted. */
function stuckOnSecondPage(aborted: (why: unknown) => void) {
  return async (run: HeldRun): Promise<void> => {
    await run.commit(pageOf(1));
    await hanging(run.signal).catch((why: unknown) => {
      aborted(why);
      throw why;
    });
  };
}

describe("a run that is taken away", () => {
  it("F21 · a cancel in mid-page aborts the fetch in flight; nothing is committed after it, and the receipt has its latency", async () => {
    const { clock, store, options, start, row, history, at } = world();
    const run = await start();
    const aborted: unknown[] = [];
    const slice = withRun(
      store,
      run,
      stuckOnSecondPage((why) => aborted.push(why)),
      options,
    );
    await clock.advance(20_000);
    await store.cancel({ runId: run.id }, "ana");
    await clock.advance(9_999);
    expect(aborted, "no heartbeat yet").toEqual([]);
    await clock.advance(1);

    expect(aborted).toEqual([expect.any(Fenced)]);
    expect(await slice).toMatchObject({ kind: "fenced", stopped: true, run: { status: "cancelled" } });
    expect(await row(run.id)).toMatchObject({ commit_seq: 1, completed_at: at(20_000), stopped_at: at(30_000) });
    expect(await history(run.id)).toEqual(["START", "CLAIM", "COMMIT", "CANCEL", "BEAT!fenced", "STOPPED"]);
    expect((await store.events(run.id)).at(-1)).toMatchObject({ event: "STOPPED", ms: 10_000 });
    expect(clock.pending).toBe(0);
  });

  it("F21 · a nudge after a cancel stops the slice without delay", async () => {
    const { clock, store, options, start, row, at } = world();
    const run = await start();
    const nudges = new EventTarget();
    const slice = withRun(
      store,
      run,
      stuckOnSecondPage(() => {}),
      { ...options, nudges },
    );
    await clock.advance(1_000);
    await store.cancel({ runId: run.id }, "ana");
    nudges.dispatchEvent(new Event("nudge"));
    expect(await clock.until(slice)).toMatchObject({ kind: "fenced", stopped: true });
    expect((await row(run.id)).stopped_at).toBe(at(1_000));
  });

  it("F21 · a page that was fetched before the cancel and arrives after it writes nothing", async () => {
    const { clock, store, options, start, history } = world();
    const run = await start();
    const slice = withRun(
      store,
      run,
      async (held) => {
        await held.commit(pageOf(1));
        await store.cancel({ all: true }, "ana");
        await expect(held.commit(pageOf(2))).rejects.toThrow(Fenced);
        await expect(held.commit(pageOf(3)), "nor does one that tries again").rejects.toThrow(Fenced);
      },
      options,
    );
    expect(await clock.until(slice)).toMatchObject({ kind: "fenced", stopped: true });
    expect(await store.records({ source: "stripe", account: "default" })).toHaveLength(2);
    expect(await history(run.id)).toEqual(["START", "CLAIM", "COMMIT", "CANCEL", "COMMIT!fenced", "STOPPED"]);
  });

  it("F18 · a restart fences the old slice while the new run goes on untouched", async () => {
    const { clock, store, options, start, row } = world();
    const old = await start();
    const first = withRun(store, old, fetching(clock, 99, 1_000), options);
    await clock.advance(5_500);
    const next = await start({ onConflict: "restart" });
    const second = withRun(store, next, fetching(clock, 3, 1_000), options);
    expect(await clock.until(first)).toMatchObject({ kind: "fenced", stopped: true, run: { id: old.id } });
    expect(await clock.until(second)).toMatchObject({ kind: "completed", run: { id: next.id, commit_seq: 3 } });
    expect(await row(old.id)).toMatchObject({ status: "cancelled", commit_seq: 5 });
  });

  it("F7 · a worker that slept through its lease finds the run in other hands, and its work refused", async () => {
    const { clock, store, options, start, history } = world();
    const run = await start();
    let wake = () => {};
    const frozen = { ...clock, now: () => clock.now(), after: () => () => {} };
    const first = withRun(
      store,
      run,
      async (held) => {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        await held.commit(pageOf(1));
      },
      { ...options, clock: frozen },
    );
    await clock.advance(60_000);
    await store.sweep();
    const second = await clock.until(withRun(store, run, fetching(clock, 2, 100), options));
    wake();
    expect(await clock.until(first)).toMatchObject({ kind: "fenced", stopped: false, run: { status: "completed" } });
    expect(second).toMatchObject({ kind: "completed", run: { commit_seq: 2, total_fetched: 4 } });
    const said = await history(run.id);
    expect(said).toContain("COMMIT!fenced");
    expect(said, "letting go of a run that another one ended is nobody's receipt").not.toContain("STOPPED!fenced");
  });

  it("F7 F15 · of two workers called for one run, one gets it and the other does nothing", async () => {
    const { clock, store, options, start, row } = world();
    const run = await start();
    let worked = 0;
    const work = async (held: HeldRun) => {
      worked += 1;
      await fetching(clock, 3, 100)(held);
    };
    const both = await clock.until(Promise.all([1, 2].map(() => withRun(store, run, work, options))));
    expect(both.map(({ kind }) => kind).sort()).toEqual(["completed", "not_claimed"]);
    expect(both.find(({ kind }) => kind === "not_claimed")).toMatchObject({ reason: "held" });
    expect(worked).toBe(1);
    expect(await row(run.id)).toMatchObject({ total_fetched: 6, slice: 1 });
  });

  it("is not claimed before it is due, nor when it is over, nor when there is none", async () => {
    const { clock, store, options, start } = world();
    const run = await start();
    const work = async (held: HeldRun) => held.yield("rate_limited", 40_000);
    await clock.until(withRun(store, run, work, options));
    await clock.advance(10_000);
    const early = await clock.until(withRun(store, run, work, options));
    expect(early).toMatchObject({ kind: "not_claimed", reason: "not_due", dueInMs: 30_000 });
    await store.cancel({ all: true }, "ana");
    const late = await clock.until(withRun(store, run, work, options));
    expect(late).toMatchObject({ kind: "not_claimed", reason: "terminal", run: { status: "cancelled" } });
    const none = await clock.until(withRun(store, { id: crypto.randomUUID() }, work, options));
    expect(none).toMatchObject({ kind: "not_claimed", reason: "not_found", run: null });
  });

  it("is not reported as stopped while its work goes on regardless", async () => {
    const { clock, store, options, start, row } = world();
    const run = await start();
    const slice = withRun(store, run, () => new Promise(() => {}), options);
    await clock.advance(1_000);
    await store.cancel({ all: true }, "ana");
    expect(await clock.until(slice)).toMatchObject({ kind: "fenced", stopped: false });
    expect((await row(run.id)).stopped_at).toBeNull();
    expect(clock.now(), "one heartbeat to see it, one to wait for the work").toBe(30_000);
  });
});

describe("a page that hangs", () => {
  it("F46 · is aborted when the slice is over, beating heart or not; the next slice tries again", async () => {
    const { clock, store, options, start, history } = world({ sliceMs: 100_000 });
    const run = await start();
    const aborted: unknown[] = [];
    const slice = withRun(
      store,
      run,
      stuckOnSecondPage((why) => aborted.push(why)),
      options,
    );
    expect(await clock.until(slice)).toMatchObject({
      kind: "yielded",
      reason: "retry",
      run: { error_code: "slice_overrun", commit_seq: 1 },
    });
    expect(clock.now()).toBe(100_000);
    expect(aborted).toHaveLength(1);
    expect(await history(run.id)).toEqual(["START", "CLAIM", "COMMIT", "YIELD"]);
  });

  it("F46 · is let go even when it ignores its signal, and what it brings at last is refused", async () => {
    const { clock, store, options, start, row } = world({ sliceMs: 100_000 });
    const run = await start();
    let late: Promise<unknown> = Promise.resolve();
    const slice = withRun(
      store,
      run,
      async (held) => {
        await sleep(clock, 500_000);
        late = held.commit(pageOf(1));
        await late;
      },
      options,
    );
    expect(await clock.until(slice)).toMatchObject({ kind: "yielded", reason: "retry", run: { attempts: 1 } });
    expect(clock.now(), "well before the database takes the run away at 1.25 slices").toBe(115_000);
    await clock.advance(500_000);
    await expect(late).rejects.toThrow("The slice is over.");
    expect(await row(run.id)).toMatchObject({ commit_seq: 0, total_fetched: 0 });
  });
});
