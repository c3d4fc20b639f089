import type { Migration } from "../migrations/migrations.ts";

/** A column of `sync_runs` as the first migration makes it. */
export interface WantedColumn {
  readonly name: string;
  readonly type: "uuid" | "text" | "boolean" | "timestamptz" | "bigint" | "jsonb";
  readonly notNull: boolean;
  /** As SQL; null where it has none. */
  readonly default: string | null;
}

const statement = /^create table public\.sync_runs \(\n([\s\S]*?)\n\) with \(fillfactor = (\d+)\);\n/m;
const line = /^ {2}(\w+) (uuid|text|boolean|timestamptz|bigint|jsonb)( primary key)?( not null)?(?: default (.+?))?,?$/;

/** What the first migration wants of the table: the one place where its columns are written down. */
export interface WantedTable {
  readonly columns: readonly WantedColumn[];
  readonly fillfactor: number;
  /** The migration's text with other statements in the place of the one that makes the table; lines keep their numbers. */
  textWith(statements: readonly string[]): string;
}

/** Reads the migration that makes `sync_runs`. */
export function wantedTable({ name, sql }: Pick<Migration, "name" | "sql">): WantedTable {
  const [whole, body, fillfactor] = statement.exec(sql) ?? [];
  if (whole === undefined || body === undefined) throw new Error(`${name} does not make sync_runs`);
  const columns = body.split("\n").map((text): WantedColumn => {
    const [, column, type, key, notNull, value = null] = line.exec(text) ?? [];
    if (column === undefined) throw new Error(`${name}: not a column: ${text}`);
    return { name: column, type: type as WantedColumn["type"], notNull: Boolean(key ?? notNull), default: value };
  });
  const lines = whole.split("\n").length - 1;
  return {
    columns,
    fillfactor: Number(fillfactor),
    // A function as replacement: `$` means nothing in it.
    textWith: (statements) => sql.replace(whole, () => `${statements.join(" ")}${"\n".repeat(lines)}`),
  };
}
