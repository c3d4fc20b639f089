import type { Json, SyncRunRow } from "./columns.ts";
import type { At, EventType } from "./events.ts";
import { coalesce, column, type Expression, elapsed, greatest, type Moment, measure, now } from "./expression/index.ts";
import type { Policy } from "./policy.ts";
import type { Reason } from "./reasons.ts";
import type { RunState, RunStatus } from "./status.ts";

/** Who did it: a person, a worker, the sweeper, a schedule, or SQL written by hand. */
export const actorKinds = ["user", "worker", "system", "schedule", "sql"] as const;
/** A kind of {@link actorKinds}. */
export type ActorKind = (typeof actorKinds)[number];

/** One entry of the append-only history `sync_run_events`; `n` orders the entries of a run. */
export interface SyncRunEvent {
  readonly run_id: string;
  readonly n: number;
  readonly at: string;
  readonly event: EventType;
  readonly from_status: RunStatus | null;
  readonly to_status: RunStatus;
  readonly applied: boolean;
  readonly reason: Reason | null;
  readonly fence: number;
  readonly actor_kind: ActorKind;
  readonly actor: string | null;
  readonly seq: number | null;
  readonly records: number | null;
  readonly ms: number | null;
  readonly detail: Json;
}

/** Events that are worth a line each; a heartbeat is not. */
export function isRecorded(type: EventType): boolean {
  return type !== "BEAT";
}

/** Where the time that an event ends began: a wait for CLAIM, a page for COMMIT, a slice, a silence, a cancel's latency. */
export const since: Partial<Record<EventType, Expression<Moment>>> = {
  CLAIM: column("due_at"),
  COMMIT: greatest(column("claimed_at"), column("progress_at")),
  YIELD: column("claimed_at"),
  COMPLETE: column("claimed_at"),
  FAIL: column("claimed_at"),
  EXPIRE: coalesce(column("heartbeat_at"), column("started_at")),
  STOPPED: column("completed_at"),
};

/** The event's fields that have columns of their own in the history; the others become its `detail`. */
export const ownColumns = ["type", "at", "id", "worker", "fence", "seq", "fetched", "actor"] as const;

/** The kind of actor behind an event; a schedule names itself `schedule:…`, hand-written SQL `sql:…`. */
function actorKindOf(type: EventType, actor: string | null): ActorKind {
  if (type === "EXPIRE") return "system";
  if (type !== "START" && type !== "CANCEL") return "worker";
  if (actor === null) return "system";
  if (actor.startsWith("sql:")) return "sql";
  return actor.startsWith("schedule:") ? "schedule" : "user";
}

/** The history's entry for an event on a run, but for its number. */
export function historyEntry(
  before: { readonly row: SyncRunRow; readonly state: RunState },
  after: SyncRunRow,
  event: At,
  policy: Policy,
  reason: Reason | null,
): Omit<SyncRunEvent, "n"> {
  const begun = since[event.type];
  const who = "worker" in event ? event.worker : "actor" in event ? (event.actor ?? null) : null;
  return {
    run_id: after.id,
    at: event.at,
    event: event.type,
    from_status: before.state === "idle" ? null : before.state,
    to_status: after.status,
    applied: reason === null,
    reason,
    fence: "fence" in event && reason !== null ? event.fence : after.fence,
    actor_kind: actorKindOf(event.type, who),
    actor: who,
    seq: "seq" in event ? event.seq : null,
    records: "fetched" in event ? event.fetched : null,
    ms:
      begun === undefined || reason !== null ? null : measure(elapsed(begun, now), { row: before.row, event, policy }),
    detail: Object.fromEntries(
      Object.entries(event).filter(
        ([key, value]) => !(ownColumns as readonly string[]).includes(key) && value !== undefined && value !== null,
      ),
    ) as Json,
  };
}
