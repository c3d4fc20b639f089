import { Client } from "pg";
import { type TestDatabase, testDatabase } from "../testing/index.ts";
import { adopt } from "./adopt.ts";
import type { Saying } from "./saying.ts";

/** A table as an older installation has it: no constraint but what the test adds. */
export const olderTable = `
  create table public.sync_runs (
    id uuid default gen_random_uuid(), source text, status text default 'running', started_at timestamptz default now(),
    completed_at timestamptz, total_fetched integer, total_inserted integer, total_updated integer, total_skipped integer,
    total_conflicts integer, checkpoint jsonb, error_message text, dry_run boolean, metadata jsonb
  )`;

/** A database without Sincro, with a session of its owner and what a test asks of it. */
export interface OlderDatabase {
  readonly url: string;
  readonly client: Client;
  run(sql: string, values?: unknown[]): Promise<void>;
  /** The first column of the first row. */
  value<T>(sql: string, values?: unknown[]): Promise<T>;
  /** A run as it is now. */
  row(id: string): Promise<Record<string, unknown>>;
  /** A run of the older code; answers its id. */
  older(run: Readonly<Record<string, unknown>>): Promise<string>;
  /** All that the catalogue and the tables say, in one text. */
  everything(): Promise<string>;
  end(): Promise<void>;
}

/** Makes such a database; `table` is the DDL of its `sync_runs`. */
export async function olderDatabase(version: 15 | 18, table: string = olderTable): Promise<OlderDatabase> {
  const database: TestDatabase = await testDatabase({ version, migrate: false });
  const client = new Client({ connectionString: database.url });
  await client.connect();
  if (table !== "") await client.query(table);
  async function value<T>(sql: string, values: unknown[] = []): Promise<T> {
    const { rows } = await client.query(sql, values);
    return Object.values(rows[0] as object)[0] as T;
  }
  return {
    url: database.url,
    client,
    value,
    run: async (sql, values = []) => void (await client.query(sql, values)),
    row: (id) => value("select to_jsonb(r) from public.sync_runs r where id = $1", [id]),
    older: (run) => {
      const names = Object.keys(run);
      const list = names.map((_, n) => `$${n + 1}`).join(", ");
      return value(
        `insert into public.sync_runs (${names.join(", ")}) values (${list}) returning id`,
        Object.values(run),
      );
    },
    everything: () => value(everything),
    end: async () => {
      await client.end();
      await database.drop();
    },
  };
}

const everything = `
  select concat_ws(E'\\n',
    (select string_agg(relname || ' ' || relkind::text, ',' order by relname) from pg_class where relnamespace = 'public'::regnamespace),
    (select string_agg(attname || ' ' || format_type(atttypid, atttypmod) || attnotnull, ',' order by attnum) from pg_attribute
      where attrelid = 'public.sync_runs'::regclass and attnum > 0),
    (select string_agg(conname || pg_get_constraintdef(oid), ',' order by conname) from pg_constraint where connamespace = 'public'::regnamespace),
    (select string_agg(tgname || tgenabled::text, ',' order by tgname) from pg_trigger where tgrelid = 'public.sync_runs'::regclass),
    (select string_agg(proname, ',' order by proname) from pg_proc where pronamespace = 'public'::regnamespace),
    (select md5(string_agg(to_jsonb(r)::text, ',' order by to_jsonb(r)::text)) from public.sync_runs r))`;

/** Adopts, and answers what was said of it. */
export async function adoptedBy(client: Client): Promise<readonly Saying[]> {
  const adoption = await adopt(client);
  if (adoption.kind !== "older") throw new Error(adoption.kind);
  return adoption.plan.sayings;
}
