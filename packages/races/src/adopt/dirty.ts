import * as fc from "fast-check";

/** A row as JSON, as an older installation might have it. */
export type DirtyRow = Readonly<Record<string, unknown>>;

/** How an older installation made its table. */
export interface DirtyTable {
  readonly idType: "uuid" | "text" | "varchar(40)";
  readonly timeType: "timestamptz" | "timestamp" | "timestamp(3)";
  readonly statusType: "text" | "varchar(40)" | "enum";
  readonly countType: "integer" | "bigint";
  readonly jsonType: "jsonb" | "json";
  /** What keeps the ids apart, if anything does. */
  readonly key: "primary key" | "unique" | "";
  /** Whether another table refers to the ids; only where something keeps them apart. */
  readonly isReferenced: boolean;
  readonly hasTimeout: boolean;
  readonly hasUpdatedAt: boolean;
  readonly hasAccount: boolean;
  /** So many times the same indexes. */
  readonly indexes: number;
  /** One run at work for each source, as some of them tried to have it. */
  readonly hasUniqueRunning: boolean;
}

/** The statuses that were seen. */
const words = [
  ...["running", "continuing", "completed", "completed_with_errors", "completed_with_timeout", "failed", "error"],
  ...["paused", "cancelled", "canceled", "completing", "partial"],
];

/** Any way in which such a table was made. */
export const dirtyTable: fc.Arbitrary<DirtyTable> = fc.record({
  idType: fc.constantFrom("uuid", "uuid", "text", "varchar(40)"),
  timeType: fc.constantFrom("timestamptz", "timestamp", "timestamp(3)"),
  statusType: fc.constantFrom("text", "varchar(40)", "enum"),
  countType: fc.constantFrom("integer", "bigint"),
  jsonType: fc.constantFrom("jsonb", "jsonb", "json"),
  key: fc.constantFrom("primary key", "unique", ""),
  isReferenced: fc.boolean(),
  hasTimeout: fc.boolean(),
  hasUpdatedAt: fc.boolean(),
  hasAccount: fc.boolean(),
  indexes: fc.nat(3),
  hasUniqueRunning: fc.boolean(),
});

/** The statements that make it. */
export function ddlOf(table: DirtyTable): string {
  const { idType, timeType, statusType, countType, jsonType, key, indexes } = table;
  const status = statusType === "enum" ? "run_status" : statusType;
  const lines = [
    `id ${idType} ${key}`,
    "source text",
    `status ${status} default 'running'`,
    `started_at ${timeType} default now()`,
    `completed_at ${timeType}`,
    ...["fetched", "inserted", "updated", "skipped", "conflicts"].map((name) => `total_${name} ${countType} default 0`),
    `checkpoint ${jsonType}`,
    "error_message text",
    "dry_run boolean",
    `metadata ${jsonType}`,
    ...(table.hasTimeout ? [`timeout_at ${timeType}`] : []),
    ...(table.hasUpdatedAt ? [`updated_at ${timeType}`] : []),
    ...(table.hasAccount ? ["account varchar(80)"] : []),
  ];
  const again = Array.from(
    { length: indexes },
    () => "create index on public.sync_runs (source, status); create index on public.sync_runs (started_at desc);",
  );
  return [
    ...(statusType === "enum"
      ? [`create type run_status as enum (${words.map((word) => `'${word}'`).join(", ")});`]
      : []),
    `create table public.sync_runs (${lines.join(", ")});`,
    ...again,
    ...(table.hasUniqueRunning
      ? ["create unique index one_run on public.sync_runs (source, started_at, id) where status = 'paused';"]
      : []),
    ...(table.isReferenced && key !== ""
      ? [`create table public.imports (run ${idType} references public.sync_runs (id), n int);`]
      : []),
  ].join("\n");
}

const minute = 60_000;

/** A moment as text, in whole minutes before `now`, so that no minute is at its end while the test runs. Around the ten minutes of silence, long ago, and some that are none. */
const momentAt = (now: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 25 * minute }).map((ms) => new Date(now - ms).toISOString()) },
    {
      weight: 4,
      arbitrary: fc.integer({ min: 0, max: 900 }).map((days) => new Date(now - days * 86_400_000 - 7).toISOString()),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "infinity",
        "-infinity",
        "2999-01-01T00:00:00Z",
        "0044-03-15 00:00:00 BC",
        "294270-01-01 00:00:00",
      ),
    },
  );

/** Signs of life as older functions wrote them. */
const signAt = (now: number) =>
  fc.nat(40).chain((minutes) => {
    const at = now - minutes * minute;
    return fc.record(
      Object.fromEntries(
        ["lastActivity", "lastUpdate", "lastUpdated", "timestamp"].map((name) => [
          name,
          fc.constantFrom<unknown>(
            new Date(at).toISOString(),
            at,
            Math.floor(at / 1000),
            String(at),
            "yesterday",
            null,
            -1,
          ),
        ]),
      ),
      { requiredKeys: [] },
    );
  });

const chargeId = fc.integer({ min: 1, max: 1e9 }).map((n) => `ch_${n.toString(36)}`);
const day = fc.integer({ min: 1, max: 900 });

/** The eight shapes of cursors, and what is none. */
const cursorAt = (now: number): fc.Arbitrary<Record<string, unknown>> => {
  const date = (days: number) => new Date(now - days * 86_400_000).toISOString().slice(0, 10);
  const window = fc
    .tuple(day, day)
    .map(([a, b]) => ({ startDate: date(Math.max(a, b)), endDate: date(Math.min(a, b)) }));
  const place: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
    chargeId.map((starting_after) => ({ starting_after })),
    fc.record({ cursor: fc.oneof(chargeId, fc.string(), fc.constant(null)), page: fc.nat(900) }),
    fc.record({ lastId: chargeId, hasMore: fc.boolean() }),
    fc.tuple(window, fc.nat(40)).map(([one, page]) => ({ ...one, page, totalPages: 40 })),
    day.map((days) => ({ startAfterId: "ocQHyuzHvuMOe5N5jjXF", startAfter: now - days * 86_400_000 })),
    fc.record({ nextPage: fc.nat(99) }),
    chargeId.map((cursor) => ({ stripe: { cursor, page: 3 } })),
    fc.array(fc.tuple(window, chargeId, fc.boolean()), { maxLength: 4 }).map((all) => ({
      segments: all.map(([one, cursor, done]) => ({ ...one, cursor, done })),
    })),
  );
  return fc.oneof({ weight: 5, arbitrary: place }, { weight: 1, arbitrary: fc.constant({}) });
};

const checkpointAt = (now: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.tuple(cursorAt(now), signAt(now)).map(([cursor, sign]) => ({ ...cursor, ...sign })) },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: cursorAt(now).map((cursor) => JSON.stringify(cursor)) },
  );

const count = fc.oneof(
  fc.nat(1_000_000),
  fc.constant(null),
  fc.integer({ min: -9, max: -1 }),
  fc.constant(2_147_483_647),
);

/** Any row of such a table; what the table has no column for is dropped when it is inserted. */
export function dirtyRow(now: number, { statusType }: Pick<DirtyTable, "statusType">): fc.Arbitrary<DirtyRow> {
  const odd = fc.constantFrom("Running", " completed ", "success", "pending", "", "CANCELED", "stale");
  const known = fc.constantFrom(...words);
  const status =
    statusType === "enum"
      ? fc.oneof(known, fc.constant(null))
      : fc.oneof({ weight: 8, arbitrary: known }, odd, fc.constant(null));
  return fc.record({
    id: fc.uuid(),
    source: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom("stripe", "paypal", "ghl", "manychat") },
      fc.constantFrom("", " ", null, "hubspot"),
    ),
    account: fc.constantFrom("default", "second", "", null),
    status,
    started_at: fc.oneof({ weight: 9, arbitrary: momentAt(now) }, fc.constant(null)),
    completed_at: fc.oneof(momentAt(now), fc.constant(null)),
    updated_at: fc.oneof(momentAt(now), fc.constant(null)),
    timeout_at: fc.oneof(momentAt(now), fc.constant(null)),
    total_fetched: count,
    total_inserted: count,
    total_updated: count,
    total_skipped: count,
    total_conflicts: count,
    checkpoint: checkpointAt(now),
    error_message: fc.oneof(fc.constant(null), fc.string()),
    dry_run: fc.constantFrom(true, false, null),
    metadata: fc.oneof(
      fc.constant(null),
      fc.constant({}),
      fc.constant({ legacy: { status: "mine" }, x: 1 }),
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.jsonValue(),
    ),
  });
}
