import {
  type At,
  applyEvent,
  historyEntry,
  isActive,
  isRecorded,
  policy,
  type SyncEvent,
  type SyncRunEvent,
  type SyncRunRow,
} from "@sincro/machine";

type Entry = Omit<SyncRunEvent, "n">;

/** One scope as the pure machine sees it: its runs in the order of their starts, and the history that follows from them. */
export class World {
  readonly runs: SyncRunRow[] = [];
  readonly history: Entry[] = [];
  /** The first and the last of the sweeps that followed each other. */
  sweeps: { readonly first: string; readonly last: string } | null = null;

  /** The run that events go to: the newest. */
  get newest(): SyncRunRow | undefined {
    return this.runs.at(-1);
  }

  get active(): SyncRunRow | undefined {
    return this.runs.find(({ status }) => isActive(status));
  }

  /** What the sweep tells the machine: some run of the source was claimed or beaten lately, or nobody watched. */
  queueMoves(run: SyncRunRow, at: string): boolean {
    const lately = Date.parse(at) - policy.noWorkerMs;
    const beaten = this.runs.some(({ heartbeat_at }) => heartbeat_at !== null && Date.parse(heartbeat_at) > lately);
    return beaten || !this.#watched(run, lately);
  }

  #watched(run: SyncRunRow, lately: number): boolean {
    const last = Date.parse(this.sweeps?.last ?? new Date(0).toISOString());
    if (this.sweeps !== null && last > lately && Date.parse(this.sweeps.first) <= lately) return true;
    const from = Math.max(last, Date.parse(run.due_at ?? run.started_at));
    return this.history.some(
      (e) => e.run_id === run.id && e.event === "EXPIRE" && Date.parse(e.at) <= lately && Date.parse(e.at) > from,
    );
  }

  /** Applies an event to a run (or starts one) and keeps what follows; answers the reason of a refusal. */
  apply(row: SyncRunRow | null, event: SyncEvent, at: string): string | null {
    const stamped: At = { ...event, at };
    const outcome = applyEvent(row, stamped);
    const before = { row: row as SyncRunRow, state: row?.status ?? ("idle" as const) };
    if (outcome.kind === "refused") {
      if (outcome.reason === "fenced" && row !== null)
        this.#noteOnce(historyEntry(before, row, stamped, policy, "fenced"));
      return outcome.reason;
    }
    if (row === null) this.runs.push(outcome.run);
    else this.runs[this.runs.findIndex(({ id }) => id === row.id)] = outcome.run;
    if (isRecorded(event.type)) this.history.push(historyEntry(before, outcome.run, stamped, policy, null));
    return null;
  }

  #noteOnce(entry: Entry): void {
    const known = this.history.some(
      ({ run_id, event, actor, applied }) =>
        !applied && run_id === entry.run_id && event === entry.event && actor === entry.actor,
    );
    if (!known) this.history.push(entry);
  }
}
