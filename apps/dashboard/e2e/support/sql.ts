import type { TestDatabase } from "@sincro/store/testing";
import pg from "pg";

/** The stack's database, for what a test must know or do behind the page's back. */
export interface Sql {
  /** The rows of a statement. */
  query<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Overrides numbers of the policy for every session to come. */
  setPolicy(policy: Readonly<Record<string, number>>): Promise<void>;
  /** How many records there are. */
  records(): Promise<number>;
  close(): Promise<void>;
}

/** Opens the stack's database. */
export async function openSql({ url }: TestDatabase): Promise<Sql> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // The database is dropped under whatever connection is idle then.
  pool.on("error", () => undefined);
  const query = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await pool.query<Row>(text, [...values])).rows;
  return {
    query,
    async setPolicy(policy) {
      const name = new URL(url).pathname.slice(1);
      for (const [setting, value] of Object.entries(policy)) {
        await query(`alter database "${name}" set ${setting} = ${value}`);
      }
    },
    records: async () => (await query<{ n: number }>("select count(*)::int as n from sync_records"))[0]?.n ?? 0,
    close: () => pool.end(),
  };
}
