import { given } from "./arguments.ts";
import type { EventType } from "./events.ts";
import {
  add,
  after,
  and,
  column,
  type Expression,
  isNull,
  less,
  literal,
  not,
  notAfter,
  now,
  or,
  same,
  setting,
} from "./expression/index.ts";
import type { Reason } from "./reasons.ts";

type Condition = Expression<boolean>;

const held = not(isNull(column("worker")));
const status = (value: string) => same<string>(column("status"), literal(value));
const reasonIs = (value: string) => same<string>(given.reason, literal(value));
/** The caller's fence and slice are the row's; the fence alone can repeat after a failover that lost commits. */
const own = and(same(column("fence"), given.fence), same(column("last_worker"), given.worker));
const fenced: readonly [Reason, Condition] = ["fenced", not(own)];

const waitsForOthers = or(reasonIs("rate_limited"), reasonIs("dependency"));
const costsAnAttempt = and(not(waitsForOthers), same(column("slice_pages"), literal(0)));
const samePage = same(column("checkpoint"), given.checkpoint);

const expired = notAfter(column("deadline_at"), now);
const thirdSilence = not(less(add(column("silences"), literal(1)), setting("silences")));
const queueStandsStill = and(
  notAfter(after(column("due_at"), setting("noWorkerMs")), now),
  same(given.queueMoves, literal(false)),
);

/** A call repeated after a lost answer, told by what the first one left behind; looked for before all refusals. */
export const repeats: Partial<Record<EventType, Condition>> = {
  CLAIM: and(held, same(column("worker"), given.worker)),
  COMMIT: and(own, same(column("commit_seq"), given.seq), samePage),
  YIELD: and(status("continuing"), own),
  COMPLETE: and(status("completed"), own),
  FAIL: and(status("failed"), own),
  CANCEL: status("cancelled"),
  STOPPED: and(same(column("last_worker"), given.worker), not(isNull(column("stopped_at")))),
};

/** What forbids an event, in the order in which it is looked for. */
export const refusals: Record<EventType, readonly (readonly [Reason, Condition])[]> = {
  START: [],
  CLAIM: [
    ["held", held],
    ["not_due", not(notAfter(column("due_at"), now))],
  ],
  BEAT: [fenced],
  COMMIT: [fenced, ["out_of_order", not(same(given.seq, add(column("commit_seq"), literal(1))))]],
  YIELD: [fenced, ["exhausted", and(costsAnAttempt, not(less(column("attempts"), setting("attempts"))))]],
  COMPLETE: [fenced, ["out_of_order", not(same(given.seq, column("commit_seq")))]],
  FAIL: [fenced],
  CANCEL: [],
  EXPIRE: [["not_expired", not(expired)]],
  STOPPED: [["fenced", not(same(column("last_worker"), given.worker))]],
};

function nothingForbids(type: EventType): Condition {
  return not(or(...refusals[type].map(([, condition]) => condition)));
}

/** "Nothing forbids it", for the events that are not always allowed. */
export const may = {
  CLAIM: nothingForbids("CLAIM"),
  BEAT: nothingForbids("BEAT"),
  COMMIT: nothingForbids("COMMIT"),
  YIELD: nothingForbids("YIELD"),
  COMPLETE: nothingForbids("COMPLETE"),
  FAIL: nothingForbids("FAIL"),
  EXPIRE: nothingForbids("EXPIRE"),
  STOPPED: nothingForbids("STOPPED"),
} satisfies Partial<Record<EventType, Condition>>;

/** The guards by the names that the machine uses; `may…` is "nothing forbids it". */
export const guards = {
  mayClaim: may.CLAIM,
  mayBeat: may.BEAT,
  mayCommit: may.COMMIT,
  /** Progress is a commit that changes the checkpoint. */
  commitsProgress: and(may.COMMIT, not(samePage)),
  mayYield: may.YIELD,
  spendsAttempt: and(may.YIELD, costsAnAttempt),
  mayComplete: may.COMPLETE,
  mayFail: may.FAIL,
  mayExpire: may.EXPIRE,
  /** Nothing committed for a day and an hour, whatever it waits for. */
  madeNoProgress: and(expired, notAfter(after(column("progress_at"), setting("noProgressMs")), now)),
  /** Its worker went silent for the last time, or an operator lets a silent run go. */
  lostItsWorker: and(expired, held, or(thirdSilence, same(given.release, literal(true)))),
  wentSilent: and(expired, held),
  /** It was due for ten minutes in a queue that stands still, or an operator lets it go. */
  foundNoWorker: and(expired, not(held), or(queueStandsStill, same(given.release, literal(true)))),
  mayStop: may.STOPPED,
} satisfies Record<string, Condition>;

/** The name of a guard. */
export type GuardName = keyof typeof guards;
