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
  /** When the last sweep began. */
  sweptAt: string | null = null;

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
    const swept = Date.parse(this.sweptAt ?? new Date(0).toISOString());
    const seen = this.history.some((e) => e.run_id === run.id && e.event === "EXPIRE" && Date.parse(e.at) >= swept);
    return beaten || (swept <= lately && !seen);
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
