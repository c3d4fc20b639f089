import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvent } from "./apply.ts";
import type { SyncRunRow } from "./columns.ts";
import type { SyncEvent } from "./events.ts";
import { policy } from "./policy.ts";

const begin = Date.parse("2026-11-24T10:00:00.000Z");
const after = (ms: number) => new Date(begin + ms).toISOString();
const id = "7d1f5f4e-3c7b-4c3e-9a51-0d5e6f3f6a10";

/** Plays events, each at its millisecond; every one of them must be accepted. */
function play(...steps: readonly (readonly [ms: number, event: SyncEvent])[]): SyncRunRow {
  let run: SyncRunRow | null = null;
  for (const [ms, event] of [[0, start] as const, ...steps]) {
    const outcome = applyEvent(run, { ...event, at: after(ms) });
    if (outcome.kind === "refused") throw new Error(`${event.type} at ${ms}: ${outcome.reason}`);
    run = outcome.run;
  }
  return run as SyncRunRow;
}

function reason(run: SyncRunRow, ms: number, event: SyncEvent): string {
  const outcome = applyEvent(run, { ...event, at: after(ms) });
  if (outcome.kind === "refused") expect(outcome.run).toBe(run);
  return outcome.kind === "refused" ? outcome.reason : "applied";
}

const start: SyncEvent = { type: "START", id, source: "stripe", account: "default", mode: "7d", actor: "ana" };
const claim = (worker = "w1"): SyncEvent => ({ type: "CLAIM", worker });
const own = { fence: 2, worker: "w1" };
const beat: SyncEvent = { type: "BEAT", ...own };
const commit = (seq: number, checkpoint: unknown = { seq }): SyncEvent => ({
  type: "COMMIT",
  ...own,
  seq,
  checkpoint: checkpoint as never,
  fetched: 5,
  inserted: 3,
  updated: 1,
  unchanged: 1,
});
const yields = (reason: "budget" | "rate_limited" | "retry" | "dependency", dueAt?: string): SyncEvent => ({
  type: "YIELD",
  ...own,
  reason,
  dueAt,
});
const expire = (more: object = {}): SyncEvent => ({ type: "EXPIRE", queueMoves: true, ...more });
const cancel: SyncEvent = { type: "CANCEL", actor: "ana", reason: "no hace falta" };

describe("START", () => {
  it("F9 · gives the run its deadline and freezes its window", () => {
    expect(play()).toMatchObject({
      status: "running",
      fence: 1,
      worker: null,
      due_at: after(0),
      deadline_at: after(policy.pickupGraceMs),
      window_start: after(-7 * 86_400_000),
      window_end: after(0),
      version: 1,
    });
  });

  it.for([
    ["today", -86_400_000],
    ["month", -30 * 86_400_000],
    ["full", null],
  ] as const)("%s means created or changed in its window", ([mode, from]) => {
    const outcome = applyEvent(null, { ...start, mode, at: after(0) } as never);
    expect(outcome.run?.window_start).toBe(from === null ? null : after(from));
  });

  it("F50 · never lets a window end in the future", () => {
    const event = {
      ...start,
      mode: "range",
      windowStart: after(-1_000),
      windowEnd: after(9_000),
      at: after(0),
    } as never;
    expect(applyEvent(null, event).run).toMatchObject({ window_start: after(-1_000), window_end: after(0) });
  });

  it("is the only event that an idle scope takes", () => {
    expect(applyEvent(null, { ...claim(), at: after(0) })).toEqual({ kind: "refused", reason: "not_found", run: null });
  });
});

describe("CLAIM", () => {
  it("F7 · takes the run and moves the fence", () => {
    expect(play([10, claim()])).toMatchObject({
      worker: "w1",
      fence: 2,
      slice: 1,
      due_at: null,
      deadline_at: after(10 + policy.leaseMs),
    });
  });

  it("is refused while somebody holds the run, even past the deadline, and repeated for the same slice", () => {
    const run = play([10, claim()]);
    expect(reason(run, 20, claim("w2"))).toBe("held");
    expect(reason(run, policy.leaseMs * 2, claim("w2"))).toBe("held");
    expect(reason(run, 20, claim())).toBe("repeated");
  });

  it("waits for due_at", () => {
    const run = play([10, claim()], [20, yields("rate_limited", after(5_000))]);
    expect(reason(run, 4_999, claim("w2"))).toBe("not_due");
    expect(reason(run, 5_000, claim("w2"))).toBe("applied");
  });
});

describe("BEAT", () => {
  it("P2 · extends the lease without a page", () => {
    expect(play([0, claim()], [50_000, beat]).deadline_at).toBe(after(50_000 + policy.leaseMs));
  });

  it("never moves the deadline past claim + 1.25 × slice", () => {
    const hold = policy.sliceMs * policy.sliceSlack;
    expect(play([0, claim()], [hold - 1, beat]).deadline_at).toBe(after(hold));
  });

  it("needs both the fence and the slice's id", () => {
    const run = play([0, claim()]);
    expect(reason(run, 1, { ...beat, fence: 1 } as SyncEvent)).toBe("fenced");
    expect(reason(run, 1, { ...beat, worker: "w2" } as SyncEvent)).toBe("fenced");
  });
});

describe("COMMIT", () => {
  it("F27 · adds deltas, moves the cursor and clears what counted against the run", () => {
    const run = play([0, claim()], [5, commit(1)], [9, commit(2)]);
    expect(run).toMatchObject({
      commit_seq: 2,
      total_fetched: 10,
      total_inserted: 6,
      total_updated: 2,
      total_skipped: 2,
      checkpoint: { seq: 2 },
      progress_at: after(9),
    });
  });

  it("F16 · is one page however often it is sent; another page under the same number is out of order", () => {
    const run = play([0, claim()], [5, commit(1)]);
    expect(reason(run, 6, commit(1))).toBe("repeated");
    expect(reason(run, 6, commit(1, { other: true }))).toBe("out_of_order");
    expect(reason(run, 6, commit(3))).toBe("out_of_order");
  });

  it("makes progress only when it changes the checkpoint", () => {
    const run = play([0, claim()], [5, commit(1)], [9, commit(2, { seq: 1 })]);
    expect(run).toMatchObject({ commit_seq: 2, progress_at: after(5), heartbeat_at: after(9), slice_pages: 1 });
  });
});

describe("YIELD", () => {
  it("keeps the cursor and says when it goes on; never earlier than now", () => {
    const run = play([0, claim()], [5, commit(1)], [9, yields("budget", after(0))]);
    expect(run).toMatchObject({
      status: "continuing",
      worker: null,
      checkpoint: { seq: 1 },
      due_at: after(9),
      deadline_at: after(9 + policy.pickupGraceMs),
      attempts: 0,
    });
  });

  it("without a page is an attempt; five are granted, the sixth is refused", () => {
    let run = play();
    for (let attempt = 1; attempt <= policy.attempts; attempt += 1) {
      const hold = { fence: run.fence + 1, worker: `w${attempt}` };
      for (const event of [claim(hold.worker), { type: "YIELD", ...hold, reason: "retry" }] as SyncEvent[]) {
        const outcome = applyEvent(run, { ...event, at: after(attempt) });
        expect(outcome.kind).toBe("applied");
        run = outcome.run as SyncRunRow;
      }
      expect(run.attempts).toBe(attempt);
    }
    const held = applyEvent(run, { ...claim("w9"), at: after(99) }).run as SyncRunRow;
    expect(reason(held, 100, { type: "YIELD", fence: held.fence, worker: "w9", reason: "retry" })).toBe("exhausted");
    expect(reason(held, 100, { type: "YIELD", fence: held.fence, worker: "w9", reason: "rate_limited" })).toBe(
      "applied",
    );
  });

  it("P1 · waiting for the provider or for others costs no attempt", () => {
    for (const reason of ["rate_limited", "dependency"] as const)
      expect(play([0, claim()], [1, yields(reason)]).attempts).toBe(0);
  });

  it("after a page costs no attempt, also when the page came in the millisecond of the claim", () => {
    expect(play([0, claim()], [0, commit(1)], [1, yields("budget")]).attempts).toBe(0);
  });

  it("cannot hide a run without progress behind a long wait", () => {
    const run = play([0, claim()], [1, yields("rate_limited", after(3 * policy.noProgressMs))]);
    expect(run.deadline_at).toBe(after(policy.noProgressMs));
    expect(applyEvent(run, { ...expire(), at: after(policy.noProgressMs) }).run).toMatchObject({
      status: "stale",
      error_code: "no_progress",
    });
  });
});

describe("endings", () => {
  it("F31 · COMPLETE names the last committed page", () => {
    const run = play([0, claim()], [5, commit(1)]);
    expect(reason(run, 6, { type: "COMPLETE", ...own, seq: 0 })).toBe("out_of_order");
    expect(play([0, claim()], [5, commit(1)], [6, { type: "COMPLETE", ...own, seq: 1 }])).toMatchObject({
      status: "completed",
      worker: null,
      deadline_at: null,
      ended_by: "w1",
    });
  });

  it("CANCEL moves the fence, so that the worker's next write is refused", () => {
    const run = play([0, claim()], [5, cancel]);
    expect(run).toMatchObject({
      status: "cancelled",
      fence: 3,
      worker: null,
      last_worker: "w1",
      ended_by: "ana",
      error_message: "no hace falta",
    });
    expect(reason(run, 6, commit(1))).toBe("fenced");
    expect(reason(run, 6, beat)).toBe("fenced");
    expect(reason(run, 6, cancel)).toBe("repeated");
  });

  it("STOPPED is the last holder's receipt, once", () => {
    const run = play([0, claim()], [5, cancel], [900, { type: "STOPPED", ...own }]);
    expect(run).toMatchObject({ status: "cancelled", stopped_at: after(900) });
    expect(reason(run, 950, { type: "STOPPED", ...own })).toBe("repeated");
    expect(reason(play([0, claim()], [5, cancel]), 9, { type: "STOPPED", fence: 2, worker: "w2" })).toBe("fenced");
    expect(reason(play([0, claim()]), 9, { type: "STOPPED", ...own })).toBe("illegal");
  });

  it("tells the holder that the run is over, and everybody else that they are fenced", () => {
    const run = play([0, claim()], [6, { type: "COMPLETE", ...own, seq: 0 }]);
    expect(reason(run, 7, beat)).toBe("terminal");
    expect(reason(run, 7, { ...beat, worker: "w2" } as SyncEvent)).toBe("fenced");
    expect(reason(run, 7, { type: "COMPLETE", ...own, seq: 0 })).toBe("repeated");
    expect(reason(run, 7, cancel)).toBe("terminal");
  });
});

describe("EXPIRE", () => {
  const silent = (run: SyncRunRow, ms: number, more: object = {}) =>
    applyEvent(run, { ...expire(more), at: after(ms) }).run as SyncRunRow;

  it("F13 · needs a deadline that has passed", () => {
    expect(reason(play([0, claim()]), policy.leaseMs - 1, expire())).toBe("not_expired");
    expect(reason(play([0, claim()]), policy.leaseMs, expire())).toBe("applied");
  });

  it("F1 · heals twice, and lets go at the third silence since the last progress", () => {
    let run = play();
    for (const silence of [1, 2, 3]) {
      run = applyEvent(run, { ...claim(`w${silence}`), at: after(silence * 200_000) }).run as SyncRunRow;
      run = silent(run, silence * 200_000 + policy.leaseMs);
      expect(run).toMatchObject(
        silence < 3
          ? { status: "continuing", silences: silence, worker: null }
          : { status: "stale", error_code: "lost_worker" },
      );
    }
  });

  it("F5 · a lost hand-off is no silence: the run is dispatched again", () => {
    const run = silent(play(), policy.pickupGraceMs);
    expect(run).toMatchObject({ status: "continuing", silences: 0, fence: 2, due_at: after(0) });
  });

  it("gives up on the queue only when it stands still for ten minutes", () => {
    const run = play();
    expect(silent(run, policy.noWorkerMs, { queueMoves: true }).status).toBe("continuing");
    expect(silent(run, policy.noWorkerMs - 1, { queueMoves: false }).status).toBe("continuing");
    expect(silent(run, policy.noWorkerMs, { queueMoves: false })).toMatchObject({
      status: "stale",
      error_code: "no_worker",
    });
  });

  it("lets a silent run go when an operator says so", () => {
    expect(silent(play([0, claim()]), policy.leaseMs, { release: true }).status).toBe("stale");
    expect(silent(play(), policy.pickupGraceMs, { release: true }).status).toBe("stale");
  });

  it("F11 · never ends a run that commits, however old it is", () => {
    let run = play([0, claim()]);
    for (let hour = 1; hour <= 100; hour += 1) {
      const ms = hour * 3_600_000;
      run = applyEvent(run, { ...claim(`w${hour}`), at: after(ms) }).run as SyncRunRow;
      const hold = { fence: run.fence, worker: run.worker as string };
      run = applyEvent(run, { ...commit(hour), ...hold, at: after(ms + 1_000) } as never).run as SyncRunRow;
      run = silent(run, ms + 1_000 + policy.leaseMs);
      expect(run.status).toBe("continuing");
    }
    expect(run.total_fetched).toBeGreaterThan(0);
  });
});

describe("applyEvent", () => {
  it("says what somebody must do now", () => {
    expect(applyEvent(null, { ...start, at: after(0) } as never)).toMatchObject({
      effects: [{ kind: "dispatch", runId: id, dueAt: after(0) }],
    });
    expect(applyEvent(play([0, claim()]), { ...cancel, at: after(9) } as never)).toMatchObject({
      effects: [
        { kind: "fence", runId: id, worker: "w1" },
        { kind: "end", runId: id, status: "cancelled" },
      ],
    });
  });

  it("is pure: the same question has the same answer, and neither row nor event changes", () => {
    const run = Object.freeze(play([0, claim()]));
    const event = Object.freeze({ ...commit(1), at: after(3) });
    expect(applyEvent(run, event as never)).toEqual(applyEvent(run, event as never));
  });

  it("takes the numbers of the database that it runs beside", () => {
    const short = { ...policy, leaseMs: 1_000 };
    expect(applyEvent(play(), { ...claim(), at: after(0) }, short).run?.deadline_at).toBe(after(1_000));
  });

  it("the fence never falls, and a refusal changes nothing, whatever is sent", () => {
    const events = fc.array(
      fc.tuple(
        fc.nat(100_000),
        fc.constantFrom<SyncEvent>(
          claim(),
          claim("w2"),
          beat,
          commit(1),
          commit(2),
          yields("retry"),
          cancel,
          expire(),
          { type: "STOPPED", ...own },
        ),
      ),
    );
    fc.assert(
      fc.property(events, (steps) => {
        let run = play();
        let ms = 0;
        for (const [wait, event] of steps) {
          ms += wait;
          const outcome = applyEvent(run, { ...event, at: after(ms) });
          const next = outcome.run as SyncRunRow;
          expect(next.fence).toBeGreaterThanOrEqual(run.fence);
          expect(next.version).toBe(run.version + (outcome.kind === "applied" ? 1 : 0));
          run = next;
        }
      }),
    );
  });
});
