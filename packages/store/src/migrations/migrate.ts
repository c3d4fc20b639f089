import { Client, type ClientBase, DatabaseError } from "pg";
import { MigrationFailed, PostgresTooOld } from "./errors.ts";
import { type Migration, migrations } from "./migrations.ts";
import { type Applied, pending } from "./pending.ts";

/** What {@link migrate} did. */
export interface Migrated {
  /** The names of the migrations that this call applied. */
  readonly applied: readonly string[];
  /** The database's version now. */
  readonly version: number;
}

/** "sincro" in ASCII: one lock for every Sincro in the database, whatever the process. */
const LOCK = 0x73696e63726f;

/**
 * How a transaction that changes the schema begins. A waiting or long migration is not a slow query: the role's own
 * timeouts (8 s on Supabase) must not end it. Everything of Sincro's is in `public`, also for a role that has a schema
 * of its own name.
 *
 * @internal
 */
export const begin = `
  begin;
  set local statement_timeout = 0;
  set local lock_timeout = 0;
  set local search_path = public;
  set local client_min_messages = warning;
  select pg_advisory_xact_lock(${LOCK});
`;

const TABLE = `
  create table public.sync_migrations (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default clock_timestamp()
  );
  alter table public.sync_migrations enable row level security;
`;

/**
 * Brings a database up to date: applies the migrations it lacks, in order.
 *
 * Each runs in one transaction together with its row in `sync_migrations`, behind an advisory lock, so any number of
 * processes may call this at once, also through a pooler: nothing is kept on the session. The role needs no more than to
 * create in the schema `public`.
 *
 * @param target a connection string, or a connected client that nobody else uses meanwhile
 * @param options.folder another folder of migrations, for tests
 * @throws PostgresTooOld, SchemaTooNew, MigrationChanged, MigrationFailed, MigrationFolderInvalid, or `pg`'s own error
 * @example
 * const { applied, version } = await migrate("postgres://…");
 */
export async function migrate(target: string | ClientBase, options: { folder?: string } = {}): Promise<Migrated> {
  const known = migrations(options.folder);
  if (typeof target !== "string") return migrateWith(target, known);
  const client = new Client({ connectionString: target });
  await client.connect();
  try {
    return await migrateWith(client, known);
  } finally {
    await client.end();
  }
}

async function migrateWith(client: ClientBase, known: readonly Migration[]): Promise<Migrated> {
  await checkServer(client);
  const applied: string[] = [];
  for (;;) {
    const next = await step(client, known);
    if (next === undefined) return { applied, version: known.at(-1)?.version ?? 0 };
    applied.push(next.name);
  }
}

/**
 * @internal
 * @throws PostgresTooOld
 */
export async function checkServer(client: Pick<ClientBase, "query">): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  const [server] = rows;
  if (server && server.number < 150_000) throw new PostgresTooOld(server.version);
}

/** Applies the first migration that is missing and answers it; undefined when there is none. */
async function step(client: ClientBase, known: readonly Migration[]): Promise<Migration | undefined> {
  try {
    await client.query(begin);
    const [next] = pending(known, await read(client));
    if (next) await record(client, next, next.sql);
    await client.query("commit");
    return next;
  } catch (error) {
    // The first error is the one to tell; a connection that is gone cannot roll back, and needs not.
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

/**
 * Applies every migration that is missing within a transaction that the caller began, each with the text that `textOf`
 * gives it.
 *
 * @internal
 */
export async function applyAll(
  client: ClientBase,
  known: readonly Migration[],
  textOf: (migration: Migration) => string,
): Promise<void> {
  for (const next of pending(known, await read(client))) await record(client, next, textOf(next));
}

async function record(client: ClientBase, { name, sha256 }: Migration, sql: string): Promise<void> {
  await apply(client, { name, sql });
  await client.query("insert into public.sync_migrations (name, sha256) values ($1, $2)", [name, sha256]);
}

async function read(client: ClientBase): Promise<readonly Applied[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('public.sync_migrations') is not null as there",
  );
  if (!rows[0]?.there) await client.query(TABLE);
  return (await client.query<Applied>("select name, sha256 from public.sync_migrations")).rows;
}

async function apply(client: ClientBase, { name, sql }: Pick<Migration, "name" | "sql">): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const position = Number(error.position);
    throw new MigrationFailed(name, position > 0 ? sql.slice(0, position).split("\n").length : undefined, error);
  }
}
