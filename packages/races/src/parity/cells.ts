import {
  type At,
  applyEvent,
  policy,
  type RunStatus,
  type SyncEvent,
  type SyncRunRow,
  statuses,
} from "@sincro/machine";

/** The moment of every cell; rows have their times an hour before or after it. */
export const at = "2026-11-24T12:00:00.000Z";
const moment = (ms: number) => new Date(Date.parse(at) + ms).toISOString();
const [past, future] = [moment(-3_600_000), moment(3_600_000)];

/** One question to the machine: what does this event make of this row? */
export interface Cell {
  readonly row: SyncRunRow;
  readonly event: At;
}

const start: At = {
  type: "START",
  id: "00000000-0000-4000-8000-000000000001",
  source: "stripe",
  account: "default",
  mode: "7d",
  at: moment(-7_200_000),
};

function baseRow(): SyncRunRow {
  const outcome = applyEvent(null, start);
  if (outcome.kind === "refused") throw new Error("START on an idle scope was refused");
  return { ...outcome.run, fence: 4, commit_seq: 7, checkpoint: { cursor: "c7" }, claimed_at: past };
}

function product<T extends object>(axes: { readonly [K in keyof T]: readonly T[K][] }): readonly T[] {
  return Object.entries<readonly unknown[]>(axes).reduce<readonly object[]>(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  ) as readonly T[];
}

/** Every combination of what guards look at. Some never happen in a real run; the two machines must agree on them too. */
function rows(): readonly SyncRunRow[] {
  const axes = product<Partial<SyncRunRow>>({
    status: statuses,
    worker: ["w1", null],
    due_at: [past, future, null],
    deadline_at: [past, future],
    silences: [0, policy.silences - 1],
    attempts: [0, policy.attempts],
    slice_pages: [0, 2],
    progress_at: [past, moment(-policy.noProgressMs)],
    stopped_at: [past, null],
    slice_until: [future],
    last_worker: ["w1"],
    total_expected: [40],
  });
  const base = baseRow();
  return axes.map((axis) => ({ ...base, ...axis }));
}

const holds = product<{ fence: number; worker: string }>({ fence: [4, 3], worker: ["w1", "w2"] });

/** Every event, with every value that a guard compares. */
function events(): readonly SyncEvent[] {
  const own = { fence: 4, worker: "w1" };
  const pages = product<{ seq: number; checkpoint: { cursor: string } }>({
    seq: [7, 8, 9],
    checkpoint: [{ cursor: "c7" }, { cursor: "c8" }],
  });
  const counts = { fetched: 3, inserted: 1, updated: 1, unchanged: 1 };
  const error = { code: "provider_unavailable", message: "The provider answered 503." };
  return [
    { ...start },
    ...(["w1", "w2"] as const).map((worker) => ({ type: "CLAIM" as const, worker })),
    ...holds.flatMap((hold) => [
      { type: "BEAT" as const, ...hold },
      { type: "COMPLETE" as const, ...hold, seq: 7 },
      { type: "FAIL" as const, ...hold, error },
      { type: "STOPPED" as const, ...hold },
      { type: "YIELD" as const, ...hold, reason: "retry" as const, error },
      { type: "COMMIT" as const, ...hold, ...counts, seq: 8, checkpoint: { cursor: "c8" }, total: 99 },
    ]),
    ...(["budget", "rate_limited", "dependency"] as const).map((reason) => ({
      type: "YIELD" as const,
      ...own,
      reason,
    })),
    { type: "YIELD", ...own, reason: "rate_limited", dueAt: future },
    { type: "YIELD", ...own, reason: "rate_limited", dueAt: moment(2 * policy.noProgressMs) },
    { type: "YIELD", ...own, reason: "retry", dueAt: past },
    { type: "COMPLETE", ...own, seq: 6 },
    ...pages.map((page) => ({ type: "COMMIT" as const, ...own, ...counts, ...page })),
    { type: "CANCEL", actor: "ana" },
    { type: "CANCEL", actor: "sql:root", reason: "no hace falta" },
    ...product<{ queueMoves: boolean; release: boolean }>({ queueMoves: [true, false], release: [true, false] }).map(
      (flags) => ({ type: "EXPIRE" as const, ...flags }),
    ),
  ];
}

/** All cells: each row with each event. */
export function* cells(): Generator<Cell> {
  const all = events();
  for (const row of rows()) for (const event of all) yield { row, event: { ...event, at } };
}

/** Where a cell belongs: state, event, and which way it went. */
export function cellName(status: RunStatus, event: SyncEvent["type"], way: string): string {
  return `${status} × ${event} → ${way}`;
}
