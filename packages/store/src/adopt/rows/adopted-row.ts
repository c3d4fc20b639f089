import type { Json, RunMode, RunStatus } from "@sincro/machine";
import type { Fate } from "./active.ts";
import { scopeOf } from "./active.ts";
import { readable, signOfLife } from "./moments.ts";
import { type Note, noteTexts, type OlderRow } from "./older-row.ts";
import { meaningOf } from "./verdict.ts";

/** What a checkpoint says to the source that it is of; see the sources' own `older`. */
export type CheckpointReading =
  | { readonly kind: "nothing" }
  | {
      readonly kind: "read";
      readonly checkpoint: Json;
      readonly window: { readonly start: string; readonly end: string } | null;
    }
  | { readonly kind: "unreadable" };

/** Reads an older checkpoint of a source; times in Unix milliseconds. */
export type ReadCheckpoint = (
  source: string,
  checkpoint: Json,
  run: { readonly startedAt: number; readonly now: number },
) => CheckpointReading;

/** What the older row becomes. A value that is null stays as it is, but for those that say otherwise. */
export interface AdoptedRow {
  readonly id: string;
  readonly source: string;
  readonly account: string;
  readonly status: RunStatus;
  readonly started_at: string;
  /** Null: none. */
  readonly completed_at: string | null;
  /** Null: nobody known. */
  readonly ended_by: string | null;
  readonly total_fetched: number | null;
  readonly total_inserted: number | null;
  readonly total_updated: number | null;
  readonly total_skipped: number | null;
  /** Whether the checkpoint stays, goes, or is this one. */
  readonly cursor: "stays" | "none" | "read";
  readonly checkpoint: Json;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly dry_run: boolean;
  readonly mode: RunMode;
  readonly window_start: string | null;
  readonly window_end: string | null;
  readonly deadline_at: string | null;
  readonly heartbeat_at: string | null;
  readonly progress_at: string;
  readonly updated_at: string;
  /** The columns whose older value goes into `metadata.legacy`. */
  readonly keep: readonly string[];
  readonly note: Note | null;
}

/** What is known beyond the row. */
export interface Circumstances {
  /** Unix milliseconds. */
  readonly now: number;
  readonly silentMs: number;
  /** Of runs that may still be at work. */
  readonly fate: Fate | undefined;
  readonly read: ReadCheckpoint;
}

const iso = (ms: number) => new Date(ms).toISOString();
const counters = ["total_fetched", "total_inserted", "total_updated", "total_skipped"] as const;

/** Decides what an older row becomes: a row of ours, of fence 0, whose older values can be told from it. */
export function adoptedRow(row: OlderRow, { now, silentMs, fate, read }: Circumstances): AdoptedRow {
  const { source, account } = scopeOf(row);
  const sign = signOfLife(row, now);
  const ended = endingOf(row, fate);
  const startedMs = readable(row.started_at) ?? readable(row.completed_at) ?? sign ?? now;
  const started_at = readable(row.started_at) === null ? iso(startedMs) : (row.started_at as string);
  const isActive = ended.status === "active";
  const cursor = cursorOf(row, ended.status, () => read(source, row.checkpoint ?? null, { startedAt: startedMs, now }));
  const isLost = cursor.kind === "unreadable";
  const status: RunStatus = isActive
    ? activeWord(row)
    : isLost && ended.status === "stale" && fate
      ? "failed"
      : ended.status;
  const note = ended.note ?? (isLost ? "unreadable" : status === row.status ? null : "renamed");
  const completed_at = isActive
    ? null
    : completion(row, fate === undefined ? Math.max(sign ?? startedMs, startedMs) : now);
  const isResumable = cursor.kind === "read" || cursor.kind === "none";
  const window = cursor.kind === "read" ? cursor.window : null;
  const totals = Object.fromEntries(counters.map((name) => [name, counted(row[name])])) as Record<
    (typeof counters)[number],
    number | null
  >;
  const message = note === null || note === "renamed" ? null : noteTexts[note];
  const next = {
    id: row.id,
    source,
    account,
    status,
    started_at,
    completed_at,
    ended_by: fate === undefined || isActive ? null : "sincro adopt",
    ...totals,
    cursor: cursor.kind === "stays" || isLost ? ("stays" as const) : cursor.kind,
    checkpoint: cursor.kind === "read" ? cursor.checkpoint : null,
    error_code: isLost ? "checkpoint_invalid" : null,
    error_message: row.error_message === null ? message : null,
    dry_run: row.dry_run ?? false,
    mode: window === null ? ("full" as const) : ("range" as const),
    window_start: window?.start ?? null,
    // A run that goes on from it is about nothing that came after its start.
    window_end: window?.end ?? (isResumable ? started_at : null),
    deadline_at: isActive ? iso((sign ?? now) + silentMs) : null,
    heartbeat_at: isActive ? iso(sign ?? now) : null,
    progress_at: isActive ? iso(sign ?? now) : (completed_at as string),
    updated_at: readable(row.updated_at) === null ? (completed_at ?? iso(sign ?? now)) : (row.updated_at as string),
    note,
  };
  return { ...next, keep: changed(row, next) };
}

/** What a row's status means, with the fate of one that may still be at work. */
function endingOf({ status }: OlderRow, fate: Fate | undefined) {
  if (fate === "silent") return { status: "stale", note: "silent" } as const;
  if (fate === "double") return { status: "cancelled", note: "double" } as const;
  return meaningOf(status);
}

const activeWord = ({ status }: OlderRow) => (status?.trim().toLowerCase() === "continuing" ? "continuing" : "running");

/** Only where a new run may go on from it is a checkpoint worth reading; whoever is at work reads its own. */
function cursorOf({ checkpoint }: OlderRow, status: string, read: () => CheckpointReading) {
  if (status === "active" || status === "completed") return { kind: "stays" } as const;
  if (checkpoint === undefined) return { kind: "none" } as const;
  const reading = read();
  return reading.kind === "nothing" ? ({ kind: "none" } as const) : reading;
}

function completion({ completed_at }: OlderRow, instead: number): string {
  return readable(completed_at) === null ? iso(instead) : (completed_at as string);
}

/** The counter that it becomes; null where it can stay. */
function counted(value: string | null): number | null {
  if (value === null) return 0;
  const number = BigInt(value);
  if (number < 0n) return 0;
  return number > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : null;
}

type Next = Omit<AdoptedRow, "keep">;

/** The older columns that are not what they were. */
function changed(row: OlderRow, next: Next): readonly string[] {
  const had = (name: string) => row.columns.includes(name);
  const differs: Record<string, boolean> = {
    source: next.source !== row.source,
    account: next.account !== row.account,
    status: next.status !== row.status,
    started_at: next.started_at !== row.started_at,
    completed_at: next.completed_at !== row.completed_at,
    ...Object.fromEntries(counters.map((name) => [name, next[name] !== null])),
    checkpoint: row.checkpoint !== undefined && next.cursor !== "stays",
    error_message: next.error_message !== null,
    dry_run: next.dry_run !== row.dry_run,
    updated_at: next.updated_at !== row.updated_at,
  };
  const keep = Object.keys(differs).filter((name) => differs[name] && had(name));
  return isOrdinary(row.metadata) ? keep : had("metadata") ? [...keep, "metadata"] : keep;
}

/** Metadata that `legacy` can be added to. */
function isOrdinary(metadata: Json | undefined): boolean {
  return (
    typeof metadata === "object" && metadata !== null && !Array.isArray(metadata) && !Object.hasOwn(metadata, "legacy")
  );
}
