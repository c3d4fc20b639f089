import { isTerminal, type Reason, type SyncRunRow } from "@sincro/machine";
import { type MarkAnswer, type MarkRequest, markShape } from "../missing.ts";
import { recordKey, type SyncRecordRow, type Tables } from "./tables.ts";

/** Whether what a run sees is kept: it lists all that the provider has, and writes. */
export function sinceEver({ mode, window_start, dry_run }: SyncRunRow): boolean {
  return mode === "full" && window_start === null && !dry_run;
}

/** The run and those that it goes on from, the newest first; ends with null where one of them is gone. */
function chainOf(tables: Tables, run: SyncRunRow): readonly (SyncRunRow | null)[] {
  if (run.resumed_from === null) return [run];
  const origin = tables.runs.get(run.resumed_from);
  return [run, ...(origin === undefined ? [null] : chainOf(tables, origin))];
}

function refusal(run: SyncRunRow | undefined, { fence, worker }: MarkRequest): Reason | null {
  if (run === undefined) return "not_found";
  if (run.fence !== fence || run.last_worker !== worker) return "fenced";
  if (isTerminal(run.status)) return "terminal";
  return run.status === "running" ? null : "illegal";
}

/** The records that none of these runs saw, in the order of their keys; none where a page of them is not known. */
function unseen(tables: Tables, chain: readonly (SyncRunRow | null)[], objects: readonly string[]) {
  const runs = chain.filter((run) => run !== null);
  const pages = (run: SyncRunRow) => tables.seen.get(run.id) ?? new Map<number, readonly string[]>();
  const known = (run: SyncRunRow) => sinceEver(run) && pages(run).size === run.commit_seq;
  const seen = new Set(runs.flatMap((run) => [...pages(run).values()].flat()));
  if (runs.length < chain.length || !runs.every(known) || runs.every((run) => run.commit_seq === 0)) return [];
  const { source, account } = runs[0] as SyncRunRow;
  const began = Math.min(...runs.map((run) => Date.parse(run.started_at)));
  const isGone = (record: SyncRecordRow) =>
    record.source === source &&
    record.account === account &&
    objects.includes(record.object) &&
    record.missing_at === null &&
    Date.parse(record.synced_at) < began &&
    !seen.has(recordKey(record));
  return [...tables.records].filter(([, record]) => isGone(record)).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Marks what a run since ever did not see. */
export function markMissing(tables: Tables, request: MarkRequest): MarkAnswer {
  const refused = (reason: Reason): MarkAnswer => ({ applied: false, reason, marked: 0, more: false });
  const asked = markShape.safeParse(request);
  if (!asked.success) return refused("invalid");
  const run = tables.runs.get(request.runId.toLowerCase());
  const reason = refusal(run, request);
  if (run === undefined || reason !== null) return refused(reason ?? "not_found");
  const { objects, limit } = asked.data;
  const chain = chainOf(tables, run);
  const marked = unseen(tables, chain, objects).slice(0, limit);
  const at = tables.now();
  for (const [key, record] of marked) tables.records.set(key, { ...record, missing_at: at });
  const more = marked.length === limit;
  if (!more) for (const one of chain) if (one !== null) tables.seen.delete(one.id);
  return { applied: true, reason: null, marked: marked.length, more };
}

/** Forgets what runs saw that nobody can go on from any more: completed ones, and those that ended before this. */
export function forgetPages(tables: Tables, before: number): void {
  const useful = new Set<string>();
  for (const run of tables.runs.values()) {
    const lately = Date.parse(run.completed_at ?? "") >= before && run.status !== "completed";
    if (isTerminal(run.status) && !lately) continue;
    for (const one of chainOf(tables, run)) if (one !== null) useful.add(one.id);
  }
  for (const id of tables.seen.keys()) if (!useful.has(id)) tables.seen.delete(id);
}
