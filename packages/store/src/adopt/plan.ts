import type { ClientBase } from "pg";
import { type Migration, migrations } from "../migrations/migrations.ts";
import { AdoptRefused } from "./errors.ts";
import type { FoundTable } from "./found.ts";
import { lookAt } from "./look.ts";
import { type ColumnPlan, planColumns } from "./plan-columns.ts";
import { planOthers } from "./plan-others.ts";
import { alter, quoted, table } from "./quoted.ts";
import type { Problem, Saying, Step } from "./saying.ts";
import { lookAtValues } from "./values.ts";
import { type WantedTable, wantedTable } from "./wanted.ts";

/** What is to be done about the table, before anybody looks at its rows. */
export interface TablePlan {
  /** Before the rows. */
  readonly before: readonly Step[];
  /** Keeps triggers of the older table from what is not their business, and turns them on again. */
  readonly quiet: { readonly off: readonly string[]; readonly on: readonly string[] };
  /** After the rows, in the place of the statement by which the first migration makes the table. */
  readonly after: readonly Step[];
  readonly keeps: readonly Saying[];
  readonly reads: ColumnPlan["reads"];
  readonly migrations: readonly Migration[];
  /** The first migration's text with `after` in it. */
  readonly firstText: string;
}

/** The names that the migrations give to tables, views, indexes and policies. */
function namesIn(all: readonly Migration[]): readonly string[] {
  const made =
    /^\s*create (?:or replace )?(?:unique )?(?:table|view|index|policy)(?: if not exists)? (?:public\.)?(\w+)/gm;
  return [...new Set(all.flatMap(({ sql }) => [...sql.matchAll(made)].map(([, name]) => name as string)))];
}

/**
 * Plans the adoption of `public.sync_runs`; reads and changes nothing.
 *
 * @throws AdoptRefused when the table is none that can be adopted
 */
export async function planTable(client: Pick<ClientBase, "query">): Promise<TablePlan> {
  const all = migrations();
  const [first] = all;
  if (first === undefined) throw new Error("there are no migrations");
  const wanted = wantedTable(first);
  const made = namesIn(all).filter((name) => name !== "sync_runs");
  const found = await lookAt(client, made);
  refuse(relationProblems(found));
  const columns = planColumns(found, wanted.columns);
  const others = planOthers(found, made);
  refuse([...columns.problems, ...others.problems]);
  const values = await lookAtValues(client, columns);
  refuse(values.problems);
  const after = [{ say: null, sql: settled(wanted) }];
  const triggers = found.triggers.map(({ name, enable }) => [quoted(name), enable] as const);
  return {
    before: [
      ...others.before,
      ...columns.steps,
      ...loosened(found, wanted),
      newIds(values.newIds),
      // Rows are written by their id: without its key each batch would go through the whole table.
      ...others.keyed,
    ],
    quiet: {
      off: triggers.map(([name]) => alter(`disable trigger ${name}`)),
      on: triggers.map(([name, enable]) => alter(`${enable} trigger ${name}`)),
    },
    after,
    keeps: [...columns.keeps, ...others.keeps],
    reads: columns.reads,
    migrations: all,
    firstText: wanted.textWith(after.flatMap(({ sql }) => sql)),
  };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new AdoptRefused(problems);
}

function relationProblems({ kind, isPart, isOwned, isForced }: FoundTable): readonly Problem[] {
  const relations = { v: "view", m: "view", f: "foreign", p: "partitioned" } as const;
  const relation = relations[kind as keyof typeof relations] ?? (isPart ? "inherited" : undefined);
  if (relation !== undefined) return [{ kind: "notATable", relation }];
  if (!isOwned) return [{ kind: "notOwner" }];
  return isForced ? [{ kind: "hidden" }] : [];
}

/** What is null in ours may have to be null in theirs, before the rows are mapped. */
function loosened({ columns }: FoundTable, wanted: WantedTable): readonly Step[] {
  const strict = wanted.columns.filter(
    ({ name, notNull }) => !notNull && columns.some((column) => column.name === name && column.notNull),
  );
  if (strict.length === 0) return [];
  return [{ say: null, sql: [alter(...strict.map(({ name }) => `alter column ${quoted(name)} drop not null`))] }];
}

function newIds(count: number): Step {
  const sql = `update ${table} set id = gen_random_uuid() where id is null;`;
  return count === 0 ? { say: null, sql: [] } : { say: { kind: "newIds", count }, sql: [sql] };
}

/** Defaults, what may not be null, room on each page for the beats to come, and nobody who may write by the way. */
function settled({ columns, fillfactor }: WantedTable): readonly string[] {
  const actions = columns.flatMap(({ name, notNull, default: value }) => [
    `alter column ${quoted(name)} ${value === null ? "drop default" : `set default ${value}`}`,
    ...(notNull ? [`alter column ${quoted(name)} set not null`] : []),
  ]);
  return [
    alter(...actions),
    `alter table ${table} set (fillfactor = ${fillfactor});`,
    // The migrations take from the browser's roles what they were given by name; this is what everybody was given.
    `revoke all on ${table} from public;`,
  ];
}
