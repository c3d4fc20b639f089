import type { SyncRunRow } from "@sincro/machine";
import { syncRunEvent, syncRunRow } from "@sincro/machine/schema";
import * as z from "zod";
import type { CancelFilter, CancelReceipt, Scope } from "../port.ts";
import { read, statusAnswer } from "./answers.ts";
import { repeatable } from "./retry.ts";
import type { Rpc } from "./rpc.ts";

/** How many runs one call can have cancelled and still list, after its answer was lost. */
const listed = 500;

/** A call whose first tries brought no answer. */
export interface LostCall {
  /** When it began, by `performance.now()`. */
  readonly began: number;
  /** Whose name it gave. */
  readonly actor: string;
}

/** The same moment by the database's clock, or a little before: the way to its answer is counted as well. */
async function beganAt(rpc: Rpc, { began }: LostCall): Promise<string> {
  const { now } = read(statusAnswer, await repeatable(() => rpc.call("sync_status", {})), "sync_status");
  return new Date(Math.floor(Date.parse(now) - (performance.now() - began)) - 1).toISOString();
}

/** The runs that were cancelled in this actor's name since a call began: those that its lost tries cancelled. */
export async function cancelledSince(
  rpc: Rpc,
  call: LostCall,
  { source, account, groupId }: Partial<Scope> & { readonly groupId?: string },
): Promise<readonly SyncRunRow[]> {
  const query = { active: false, endedSince: await beganAt(rpc, call), limit: listed, after: null };
  const rows = await repeatable(() => rpc.runs({ ...query, source, account, groupId }));
  return read(z.array(syncRunRow), rows, "sync_runs").filter(
    ({ status, ended_by }) => status === "cancelled" && ended_by === call.actor,
  );
}

async function lineOf(rpc: Rpc, run: SyncRunRow): Promise<CancelReceipt> {
  const { id: runId, source, account, status: to, total_fetched: totalFetched } = run;
  const rows = await repeatable(() => rpc.events(runId));
  const history = read(z.array(syncRunEvent), rows, "sync_run_events");
  const from = history.findLast(({ event, applied }) => applied && event === "CANCEL")?.from_status ?? to;
  return { runId, source, account, from, to, cancelled: true, totalFetched };
}

/**
 * The receipt of a cancel whose first tries brought no answer. Its repetition finds those runs cancelled, or no longer
 * active, and so would not say that it was this cancel which hit them.
 *
 * @param found the repetition's receipt
 */
export async function wholeReceipt(
  rpc: Rpc,
  call: LostCall,
  filter: CancelFilter,
  found: readonly CancelReceipt[],
): Promise<readonly CancelReceipt[]> {
  const narrow = "runId" in filter || "all" in filter ? {} : filter;
  const runs = await cancelledSince(rpc, call, narrow);
  const hit = "runId" in filter ? runs.filter(({ id }) => id === filter.runId) : runs;
  const lines = new Map(found.map((line) => [line.runId, line]));
  for (const run of hit) if (!lines.get(run.id)?.cancelled) lines.set(run.id, await lineOf(rpc, run));
  return [...lines.values()].sort((a, b) => (a.runId < b.runId ? -1 : 1));
}
