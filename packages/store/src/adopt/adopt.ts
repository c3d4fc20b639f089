import { Client, type ClientBase, DatabaseError } from "pg";
import { isMigrationError } from "../migrations/errors.ts";
import { applyAll, begin, checkServer } from "../migrations/migrate.ts";
import { AdoptFailed, isAdoptRefused } from "./errors.ts";
import { presence } from "./look.ts";
import { planTable, type TablePlan } from "./plan.ts";
import { table } from "./quoted.ts";
import type { ReadCheckpoint } from "./rows/adopted-row.ts";
import { mapRows } from "./rows/map-rows.ts";
import { asTheyAre } from "./rows/read-rows.ts";
import { insertHistory, updateRows, writeRows } from "./rows/write-rows.ts";
import type { Saying } from "./saying.ts";

/** What an adoption needs to know. */
export interface AdoptOptions {
  /** Reads the checkpoints of older functions; without it none can be read. */
  readonly read?: ReadCheckpoint | undefined;
}

/** What will be done, or was: what there is to say of it, and the SQL. */
export interface AdoptionPlan {
  readonly sayings: readonly Saying[];
  readonly sql: readonly string[];
}

/** There is no table, it is Sincro's own, or there is something to do. */
export type Adoption = { readonly kind: "absent" | "ours" } | { readonly kind: "older"; readonly plan: AdoptionPlan };

const readNone: ReadCheckpoint = (_source, checkpoint) => ({ kind: checkpoint === null ? "nothing" : "unreadable" });

/**
 * Says what {@link adopt} would do, and changes nothing: it reads the table as it is at this moment, and locks nobody out.
 *
 * @param target a connection string, or a connected client that nobody else uses meanwhile
 * @throws AdoptRefused, PostgresTooOld, or `pg`'s own error
 */
export async function planAdoption(target: string | ClientBase, options: AdoptOptions = {}): Promise<Adoption> {
  return await using(target, async (client) => {
    await checkServer(client);
    await client.query(
      "begin isolation level repeatable read read only; set local statement_timeout = 0; set local timezone = 'UTC'; set local search_path = public",
    );
    try {
      const found = await presence(client);
      if (found !== "older") return { kind: found };
      const plan = await planTable(client);
      const rows = await mapRows(client, plan.reads, options.read ?? readNone, async () => {});
      return { kind: "older", plan: described(plan, rows) };
    } finally {
      await client.query("rollback").catch(() => {});
    }
  });
}

/**
 * Makes an older `sync_runs` Sincro's own, in place and in one transaction: columns, rows, constraints, and every
 * migration. Whatever fails leaves everything as it was; where it is ours already nothing is done.
 *
 * @throws AdoptRefused, AdoptFailed, the errors of `migrate`, or `pg`'s own error
 * @example
 * const { kind } = await adopt("postgres://…")
 */
export async function adopt(target: string | ClientBase, options: AdoptOptions = {}): Promise<Adoption> {
  return await using(target, async (client) => {
    await checkServer(client);
    try {
      await client.query(begin);
      const adoption = await adoptWithin(client, options);
      await client.query("commit");
      return adoption;
    } catch (error) {
      // The first error is the one to tell; a connection that is gone cannot roll back, and needs not.
      await client.query("rollback").catch(() => {});
      if (isAdoptRefused(error) || isMigrationError(error) || !(error instanceof DatabaseError)) throw error;
      throw new AdoptFailed(error, busy.includes(error.code ?? ""));
    }
  });
}

/** `lock_not_available` and `deadlock_detected`: others hold the table, or one that refers to it. */
const busy = ["55P03", "40P01"];

async function adoptWithin(client: ClientBase, { read = readNone }: AdoptOptions): Promise<Adoption> {
  // While this waits for the table, everybody else waits behind it.
  await client.query("set local timezone = 'UTC'; set local lock_timeout = '30s'");
  if ((await presence(client)) === "older") await client.query(`lock table ${table} in access exclusive mode`);
  // Somebody may have adopted it before the lock was ours.
  const found = await presence(client);
  if (found !== "older") return { kind: found };
  const plan = await planTable(client);
  const run = async (statements: readonly string[]) => {
    for (const sql of statements) await client.query(sql);
  };
  await run([...plan.quiet.off, ...plan.before.flatMap(({ sql }) => sql)]);
  const rows = await mapRows(client, asTheyAre(plan.reads), read, (some) => writeRows(client, some));
  await run(plan.quiet.on);
  const [first] = plan.migrations;
  await applyAll(client, plan.migrations, (migration) => (migration === first ? plan.firstText : migration.sql));
  await run([insertHistory, `analyze ${table};`]);
  return { kind: "older", plan: described(plan, rows) };
}

function described(plan: TablePlan, rows: readonly Saying[]): AdoptionPlan {
  const names = plan.migrations.map(({ name }) => name);
  const said = (steps: TablePlan["before"]) => steps.flatMap(({ say }) => say ?? []);
  return {
    sayings: [...said(plan.before), ...rows, ...said(plan.after), ...plan.keeps, { kind: "migrations", names }],
    sql: [
      `lock table ${table} in access exclusive mode;`,
      ...plan.quiet.off,
      ...plan.before.flatMap(({ sql }) => sql),
      "-- some rows at a time, with what each of them becomes:",
      updateRows.trim(),
      ...plan.quiet.on,
      `-- migration ${names[0]}; in the place of its create table:`,
      ...plan.after.flatMap(({ sql }) => sql),
      ...names.slice(1).map((name) => `-- migration ${name}`),
      insertHistory.trim(),
    ],
  };
}

async function using<T>(target: string | ClientBase, use: (client: ClientBase) => Promise<T>): Promise<T> {
  if (typeof target !== "string") return await use(target);
  const client = new Client({ connectionString: target });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
