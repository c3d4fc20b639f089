import type { Json, SyncEvent, SyncRunRow } from "@sincro/machine";
import fc from "fast-check";

/** Whose right to write a command uses. */
type Whose = "own" | "last slice's" | "stranger's";

/** One thing that somebody does; what it means depends on the run as it is when it is done. */
export type Deed =
  | { readonly kind: "start" }
  | { readonly kind: "restart" }
  | { readonly kind: "resume" }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "sweep"; readonly release: boolean }
  | { readonly kind: "event"; readonly of: (run: SyncRunRow, slice: number) => SyncEvent };

/** A deed with the words that a counter-example is read in. */
export interface Spoken {
  readonly words: string;
  readonly deed: Deed;
}

function hold(run: SyncRunRow, whose: Whose) {
  const own = { fence: run.fence, worker: run.last_worker ?? "nobody" };
  if (whose === "own") return own;
  return whose === "last slice's"
    ? { fence: Math.max(0, run.fence - 1), worker: own.worker }
    : { fence: run.fence, worker: "stranger" };
}

const whose = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Whose>("own") },
  { weight: 1, arbitrary: fc.constant<Whose>("last slice's") },
  { weight: 1, arbitrary: fc.constant<Whose>("stranger's") },
);
const event = (words: string, of: (run: SyncRunRow, slice: number) => SyncEvent): Spoken => ({
  words,
  deed: { kind: "event", of },
});
const error = { code: "provider_unavailable", message: "The provider answered 503.", retryable: true };

const seconds = fc.constantFrom(1, 20, 61, 130, 376, 601, 3_600, 90_001);

const claim = fc.boolean().map((again) =>
  event(again ? "CLAIM again" : "CLAIM", (run, slice) => ({
    type: "CLAIM",
    worker: again ? (run.last_worker ?? "w0") : `w${slice}`,
  })),
);

const commit = fc
  .record({
    whose,
    step: fc.constantFrom(1, 1, 1, 1, 1, 1, 0, 2),
    moves: fc.boolean(),
    repeats: fc.boolean(),
    total: fc.option(fc.nat(500), { nil: undefined }),
    inserted: fc.nat(3),
    updated: fc.nat(2),
    unchanged: fc.nat(2),
  })
  .map(({ whose, step, moves, repeats, total, ...counts }) =>
    event(`COMMIT ${whose} +${step}${moves ? "" : " without progress"} ${JSON.stringify(counts)}`, (run) => {
      const seq = Math.max(1, run.commit_seq + step);
      const checkpoint: Json =
        (step === 0 && repeats) || !moves ? run.checkpoint : { cursor: `c${seq}`, seen: [seq, null, 1.5] };
      return {
        type: "COMMIT",
        ...hold(run, whose),
        seq,
        checkpoint,
        ...counts,
        fetched: counts.inserted + counts.updated + counts.unchanged,
        total,
      };
    }),
  );

const yields = fc
  .record({
    whose,
    reason: fc.constantFrom("budget" as const, "rate_limited" as const, "retry" as const, "dependency" as const),
    wait: fc.option(seconds, { nil: undefined }),
    fails: fc.boolean(),
  })
  .map(({ whose, reason, wait, fails }) =>
    event(`YIELD ${whose} ${reason}${wait === undefined ? "" : ` for ${wait} s`}`, (run) => ({
      type: "YIELD",
      ...hold(run, whose),
      reason,
      ...(wait === undefined ? {} : { dueAt: new Date(Date.parse(run.updated_at) + wait * 1_000).toISOString() }),
      ...(fails ? { error } : {}),
    })),
  );

const byWorker = fc
  .record({
    whose,
    type: fc.constantFrom("BEAT" as const, "STOPPED" as const, "FAIL" as const, "COMPLETE" as const),
    off: fc.constantFrom(0, 0, 0, 1),
  })
  .map(({ whose, type, off }) =>
    event(`${type} ${whose}`, (run) => {
      if (type === "FAIL") return { type, ...hold(run, whose), error };
      if (type === "COMPLETE") return { type, ...hold(run, whose), seq: run.commit_seq + off };
      return { type, ...hold(run, whose) };
    }),
  );

const cancel = fc
  .option(fc.constantFrom("no hace falta", ""), { nil: undefined })
  .map((reason) => event("CANCEL", () => ({ type: "CANCEL", actor: "ana", reason: reason || undefined })));

/** Everything that can happen to a scope, the ordinary more often than the rare. */
export const deeds: fc.Arbitrary<Spoken> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Spoken>({ words: "start", deed: { kind: "start" } }) },
  { weight: 1, arbitrary: fc.constant<Spoken>({ words: "restart", deed: { kind: "restart" } }) },
  { weight: 1, arbitrary: fc.constant<Spoken>({ words: "resume", deed: { kind: "resume" } }) },
  { weight: 6, arbitrary: claim },
  { weight: 10, arbitrary: commit },
  { weight: 4, arbitrary: yields },
  { weight: 5, arbitrary: byWorker },
  { weight: 1, arbitrary: cancel },
  {
    weight: 5,
    arbitrary: seconds.map((s): Spoken => ({ words: `wait ${s} s`, deed: { kind: "wait", ms: s * 1_000 } })),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(false, false, false, true)
      .map((release): Spoken => ({ words: release ? "sweep and release" : "sweep", deed: { kind: "sweep", release } })),
  },
);
