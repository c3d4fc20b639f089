import { type Migration, supabaseHistory, supabaseMigration } from "@sincro/store/migrations";

/** Any day will do, and it must stay: Supabase's history knows a migration by the digits that its name begins with. */
const day = "20260101";

/** `0007-rights` → `20260101000007_rights.sql`, in the order of the numbers. */
export function fileName({ version, name }: Migration): string {
  const title = name.slice(name.indexOf("-") + 1).replaceAll("-", "_");
  return `${day}${String(version).padStart(6, "0")}_${title}.sql`;
}

/** The first of Supabase's migrations, before those of the packages. */
export const historyFile = `${day}000000_applied.sql`;

const header = (source: string) => `-- Generated from ${source} by \`npm run generate\`. Do not edit.\n\n`;

export const historySql = `${header("packages/store/src/migrations/supabase.ts")}${supabaseHistory}`;

/** A migration in a file of its own. */
export function supabaseSql(migration: Migration): string {
  return `${header(`packages/store/migrations/${migration.name}.sql`)}${supabaseMigration(migration)}`;
}
