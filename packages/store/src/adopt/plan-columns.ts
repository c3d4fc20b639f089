import { type Conversion, conversionOf, readable } from "./convert.ts";
import type { FoundColumn, FoundTable } from "./found.ts";
import { alter, quoted, table } from "./quoted.ts";
import type { Problem, Saying, Step } from "./saying.ts";
import type { WantedColumn } from "./wanted.ts";

/** The columns that older installations have under our names, with our meaning. */
export const shared = [
  "id",
  "source",
  "account",
  "status",
  "started_at",
  "completed_at",
  "total_fetched",
  "total_inserted",
  "total_updated",
  "total_skipped",
  "checkpoint",
  "error_message",
  "dry_run",
  "metadata",
  "updated_at",
] as const;
/** A column of {@link shared}. */
export type SharedColumn = (typeof shared)[number];

/** Without these it is no table of sync runs. */
const needed: readonly SharedColumn[] = ["id", "source", "status", "started_at"];

/** What is to be done about the columns. */
export interface ColumnPlan {
  readonly problems: readonly Problem[];
  readonly steps: readonly Step[];
  /** How each older column is read as ours; absent where there is none. */
  readonly reads: ReadonlyMap<SharedColumn, Conversion>;
  readonly keeps: readonly Saying[];
}

/** Plans types, new columns, and what becomes of columns that have our names by chance. */
export function planColumns(found: FoundTable, wanted: readonly WantedColumn[]): ColumnPlan {
  const there = new Map(found.columns.map((column) => [column.name, column]));
  const missing = needed.filter((name) => !there.has(name));
  if (missing.length > 0)
    return { problems: [{ kind: "otherShape", missing }], steps: [], reads: new Map(), keeps: [] };
  const problems: Problem[] = [];
  const reads = new Map<SharedColumn, Conversion>();
  const chance: string[] = [];
  for (const { name, type } of wanted) {
    const column = there.get(name);
    if (column === undefined) continue;
    const conversion = isShared(name) ? conversionOf(column, type) : null;
    if (isShared(name) && conversion !== null) reads.set(name, conversion);
    else if (!isShared(name) || name === "updated_at") chance.push(name);
    else if (name === "id") problems.push({ kind: "idType", type: column.type });
    else problems.push({ kind: "columnType", column: name, type: column.type, wanted: readable[type] });
  }
  const converted = [...reads].filter(([, { changes }]) => changes);
  for (const [name] of converted) {
    const readers = found.readers.filter(({ column }) => column === name).map(({ reader }) => reader);
    if (readers.length > 0) problems.push({ kind: "hasReaders", column: name, readers });
  }
  const others = found.columns.filter(({ name }) => !wanted.some((one) => one.name === name));
  const utc = converted.filter(([, { isUtc }]) => isUtc).map(([name]) => name);
  const keeps: Saying[] = [
    ...(utc.length > 0 ? [{ kind: "utc", columns: utc } as const] : []),
    ...(others.length > 0 ? [{ kind: "keeps", what: "columns", names: others.map(({ name }) => name) } as const] : []),
  ];
  const added = wanted.filter(({ name }) => !there.has(name) || chance.includes(name));
  return {
    problems,
    reads,
    keeps,
    steps: [
      ...chance.map((name) => renamed(name, there)),
      ...others.filter(isObstacle).map(({ name }) => nullable(name)),
      ...typed(converted, there, wanted),
      addition(added),
    ],
  };
}

/** Whether an older column of that name means what ours does. */
export const isShared = (name: string): name is SharedColumn => (shared as readonly string[]).includes(name);

/** A value that only the older code knows to give would keep ours from starting a run. */
const isObstacle = ({ notNull, hasDefault, isGenerated }: FoundColumn) => notNull && !hasDefault && !isGenerated;

function renamed(name: string, there: ReadonlyMap<string, unknown>): Step {
  let to = `legacy_${name}`;
  while (there.has(to)) to = `legacy_${to}`;
  return {
    say: { kind: "rename", column: name, to },
    sql: [
      `alter table ${table} rename column ${quoted(name)} to ${quoted(to)};`,
      alter(`alter column ${quoted(to)} drop not null`),
    ],
  };
}

function nullable(column: string): Step {
  return { say: { kind: "mayBeNull", column }, sql: [alter(`alter column ${quoted(column)} drop not null`)] };
}

/** All types in one statement, which goes through the table once; their defaults may be of the old type. */
function typed(
  converted: readonly (readonly [SharedColumn, Conversion])[],
  there: ReadonlyMap<string, FoundColumn>,
  wanted: readonly WantedColumn[],
): readonly Step[] {
  const typeOf = (name: string) => wanted.find((one) => one.name === name)?.type as string;
  const drops = converted.map(([name]) => `alter column ${quoted(name)} drop default`);
  const types = converted.map(
    ([name, { using }]) => `alter column ${quoted(name)} type ${typeOf(name)} using ${using}`,
  );
  return converted.map(([column], n) => ({
    say: { kind: "convert", column, from: there.get(column)?.type as string, to: typeOf(column) },
    sql: n === 0 ? [alter(...drops), alter(...types)] : [],
  }));
}

/** What cannot be null gets its constant at once; what depends on the row is filled with the rows. */
function addition(columns: readonly WantedColumn[]): Step {
  const definition = ({ name, type, default: value }: WantedColumn) =>
    `add column ${quoted(name)} ${type}${value === null || value.includes("(") ? "" : ` default ${value}`}`;
  return {
    say: { kind: "add", columns: columns.map(({ name }) => name) },
    sql: columns.length === 0 ? [] : [alter(...columns.map(definition))],
  };
}
