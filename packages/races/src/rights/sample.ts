import type { Pool } from "pg";

/** A row of a table or view as somebody might write it again, and a column by which to find it. */
export interface Sample {
  readonly row: Readonly<Record<string, unknown>>;
  readonly column: string;
}

/**
 * Takes a row that is there, and of it the columns that can be written at all: one that the database fills in itself is
 * refused to everybody, before any right is asked for.
 *
 * @throws Error when it has no row: whoever may read it could not be told from whoever may not
 */
export async function sampleOf(admin: Pool, name: string): Promise<Sample> {
  const { rows } = await admin.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from public.${name} t limit 1`,
  );
  const [found] = rows;
  if (found === undefined) throw new Error(`${name} has no row to be seen`);
  const { rows: columns } = await admin.query<{ name: string; writable: boolean }>(
    `select column_name as name, is_updatable = 'YES' as writable from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'
     order by data_type in ('uuid', 'text', 'integer', 'bigint', 'boolean') desc, ordinal_position`,
    [name],
  );
  // Of a view to which nobody can write any column will do: that it cannot be written is then the answer.
  const writable = columns.some((column) => column.writable) ? columns.filter((column) => column.writable) : columns;
  const row = Object.fromEntries(writable.map((column) => [column.name, found.row[column.name]]));
  return { row, column: writable[0]?.name ?? "" };
}
