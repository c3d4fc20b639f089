import { isActive, isResumable, type StartEvent, type SyncRunRow } from "@sincro/machine";
import type * as z from "zod";
import type { StartAnswer, StartRequest } from "../port.ts";
import { faultOf, startShape } from "../shapes.ts";
import { step } from "./step.ts";
import { expire } from "./sweep.ts";
import type { Tables } from "./tables.ts";

type Wanted = z.infer<typeof startShape> & { readonly account: string };
type Refused = Extract<StartAnswer, { outcome: "refused" }>;

const refused = (reason: Refused["reason"], detail: string): Refused => ({ outcome: "refused", reason, detail });

function problem(tables: Tables, { mode, windowStart, windowEnd }: Wanted): string | null {
  const windowed = windowStart !== undefined || windowEnd !== undefined;
  if (mode === "range" && !windowed) return "mode: range needs a window";
  const ends = [windowEnd, tables.now()].filter((end) => end !== undefined).map((end) => Date.parse(end));
  if (windowStart !== undefined && Date.parse(windowStart) >= Math.min(...ends)) {
    return "window: the start lies before the end, and in the past";
  }
  return null;
}

/** What a new run begins with. A resumed one goes on as it was: its cursor is of no use to another mode or window. */
function beginning(wanted: Wanted, origin: SyncRunRow | null): StartEvent {
  const windowed = wanted.windowStart !== undefined || wanted.windowEnd !== undefined;
  const { source, account, groupId, requestId, startedBy: actor, dryRun = false } = wanted;
  const base = { type: "START", id: crypto.randomUUID(), source, account, groupId, requestId, actor } as const;
  if (origin === null) {
    const { windowStart, windowEnd, mode = "full" } = wanted;
    return { ...base, mode: windowed ? "range" : mode, windowStart, windowEnd, dryRun };
  }
  return {
    ...base,
    mode: origin.mode,
    windowStart: origin.window_start ?? undefined,
    windowEnd: origin.window_end ?? undefined,
    checkpoint: origin.checkpoint ?? undefined,
    resumedFrom: origin.id,
    dryRun: dryRun || origin.dry_run,
  };
}

function begin(tables: Tables, event: StartEvent, worker: string | undefined): SyncRunRow {
  const at = tables.now();
  const started = step(tables, null, { ...event, at }).run as SyncRunRow;
  if (worker === undefined) return started;
  return step(tables, started, { type: "CLAIM", worker, at }).run as SyncRunRow;
}

/**
 * Starts a run where its scope is free. A request that was answered is answered again; a scope whose deadline has
 * passed is swept first; a restart cancels what holds the scope: all of it one step that no other call sees half of.
 */
export function start(tables: Tables, request: StartRequest): StartAnswer {
  const shape = startShape.safeParse(request);
  if (!shape.success) return refused("invalid", faultOf(shape.error));
  const wanted: Wanted = { ...shape.data, account: shape.data.account ?? "default" };
  const fault = wanted.resumeFrom === undefined ? problem(tables, wanted) : null;
  if (fault !== null) return refused("invalid", fault);

  const scope = [...tables.runs.values()].filter((r) => r.source === wanted.source && r.account === wanted.account);
  const known = wanted.requestId && scope.find((run) => run.request_id === wanted.requestId);
  if (known) return { outcome: "started", run: known, repeated: true, cancelled: [] };
  const origin = wanted.resumeFrom === undefined ? null : scope.find((run) => run.id === wanted.resumeFrom);
  if (origin === undefined) return refused("not_found", "resumeFrom: no such run in this scope");
  if (origin !== null && !isResumable(origin.status))
    return refused("illegal", `resumeFrom: the run is ${origin.status}`);

  const holder = scope.find((run) => isActive(run.status));
  let cancelled: readonly SyncRunRow[] = [];
  if (holder !== undefined && wanted.onConflict === "restart") {
    const actor = wanted.startedBy ?? "restart";
    const { run } = step(tables, holder, { type: "CANCEL", actor, reason: "restarted", at: tables.now() });
    cancelled = [run as SyncRunRow];
  } else if (holder !== undefined) {
    const run = expire(tables, holder);
    if (isActive(run.status)) return { outcome: wanted.onConflict === "attach" ? "attached" : "conflict", run };
  }
  const run = begin(tables, beginning(wanted, origin), wanted.worker);
  return { outcome: "started", run, repeated: false, cancelled };
}
