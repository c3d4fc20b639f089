import type { Json } from "@sincro/machine";
import { Pool } from "pg";
import { type TestDatabase, testDatabase } from "../testing/index.ts";
import type { ClusterVersion } from "../testing/programs.ts";

/** A record as a run left it. */
export interface Given {
  readonly source: string;
  readonly object: string;
  readonly data: Json;
  readonly id?: string;
  readonly account?: string;
}

type Row = Readonly<Record<string, unknown>>;

/** A database with records in it, and the views over them. */
export interface ViewsDatabase {
  readonly pool: Pool;
  readonly database: TestDatabase;
  /** Puts these records in the place of all others. */
  records(...given: readonly Given[]): Promise<void>;
  /** The rows of a view in the order of their ids, as JSON has them: times in UTC. */
  view(name: "contacts" | "transactions" | "subscriptions" | "invoices"): Promise<readonly Row[]>;
  /** One value. */
  value(sql: string, values?: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Makes one. */
export async function viewsDatabase(version: ClusterVersion): Promise<ViewsDatabase> {
  const database = await testDatabase({ version });
  const pool = new Pool({ connectionString: database.url, options: "-c timezone=UTC" });
  const insert = `insert into public.sync_records (source, account, object, external_id, data, hash, run_id, synced_at)
    select source, coalesce(account, 'default'), object, coalesce(id, object || '_' || n), data, md5(data::text)::uuid, md5('run')::uuid, now()
    from rows from (jsonb_to_recordset($1) as (source text, object text, data jsonb, id text, account text)) with ordinality
      as g (source, object, data, id, account, n)`;
  return {
    pool,
    database,
    records: async (...given) => {
      await pool.query("truncate public.sync_records");
      await pool.query(insert, [JSON.stringify(given)]);
    },
    view: async (name) => {
      const found = await pool.query(`select to_jsonb(v) as row from public.sync_${name} v order by external_id`);
      return found.rows.map(({ row }) => row as Row);
    },
    value: async (sql, values = []) => {
      const [row] = (await pool.query(`select ${sql} as value`, [...values])).rows;
      return row.value;
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}
