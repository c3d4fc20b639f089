/** A name as SQL takes it, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The table that all of this is about. */
export const table = "public.sync_runs";

/** One ALTER TABLE of it. */
export function alter(...actions: readonly string[]): string {
  return `alter table ${table} ${actions.join(", ")};`;
}
