import { columns, policy } from "@sincro/machine";
import type { Moment } from "./phase.ts";
import type { RunRow } from "./run-row.ts";

/** The moment at which the tests look, in milliseconds. */
export const noon = Date.parse("2026-11-24T12:00:00.000Z");

/** A moment so many seconds from noon, as a row has it. */
export function at(seconds: number): string {
  return new Date(noon + seconds * 1000).toISOString();
}

/** Noon, with the policy of an untouched installation and the next sweep in 30 s. */
export const moment: Moment = { now: noon, policy, nextSweep: noon + 30_000 };

const empty = Object.fromEntries(
  Object.entries(columns).map(([name, kind]) => [name, kind.endsWith("?") ? null : kind === "int" ? 0 : ""]),
);

/** A run that a worker has held for a minute and was heard of a second ago. */
export function run(changes: Partial<RunRow> = {}): RunRow {
  return {
    ...(empty as unknown as RunRow),
    id: "00000000-0000-4000-8000-000000000001",
    source: "stripe",
    account: "default",
    status: "running",
    mode: "7d",
    dry_run: false,
    metadata: {},
    started_at: at(-60),
    started_by: "ana@acme.mx",
    progress_at: at(-1),
    updated_at: at(-1),
    worker: "w1",
    last_worker: "w1",
    fence: 2,
    slice: 1,
    claimed_at: at(-60),
    heartbeat_at: at(-1),
    deadline_at: at(59),
    version: 1,
    ...changes,
  };
}

/** A run that is over, ended so many seconds before noon. */
export function over(status: string, endedAgoS: number, changes: Partial<RunRow> = {}): RunRow {
  return run({
    status,
    worker: null,
    deadline_at: null,
    started_at: at(-endedAgoS - 60),
    completed_at: at(-endedAgoS),
    window_end: at(-endedAgoS - 60),
    ...changes,
  });
}
