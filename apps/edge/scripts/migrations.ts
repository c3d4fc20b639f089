import type { Migration } from "@sincro/store/migrations";

/** Any day will do, and it must stay: Supabase's history knows a migration by the digits that its name begins with. */
const day = "20260101";

/** `0007-rights` → `20260101000007_rights.sql`, in the order of the numbers. */
export function fileName({ version, name }: Migration): string {
  const title = name.slice(name.indexOf("-") + 1).replaceAll("-", "_");
  return `${day}${String(version).padStart(6, "0")}_${title}.sql`;
}

/** What \`sincro migrate\` keeps its own history in: the first of Supabase's migrations makes it. */
export const historyFile = `${day}000000_applied.sql`;

const header = (source: string) => `-- Generated from ${source} by \`npm run generate\`. Do not edit.\n`;

export const historySql = `${header("apps/edge/scripts/migrations.ts")}
-- The history of \`sincro migrate\`, which each migration enters: both ways lead to the same database, and know it.

create table if not exists public.sync_migrations (
  name text primary key,
  sha256 text not null,
  applied_at timestamptz not null default clock_timestamp()
);
alter table public.sync_migrations enable row level security;
`;

/** A migration as Supabase's command line applies it: it refuses where it has been applied by the other way. */
export function supabaseSql({ name, sha256, sql }: Migration): string {
  return `${header(`packages/store/migrations/${name}.sql`)}
do $$
begin
  if exists (select from public.sync_migrations where name = '${name}') then
    raise exception '${name} has been applied by \`sincro migrate\`'
      using hint = 'Go on with that, or tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
  insert into public.sync_migrations (name, sha256) values ('${name}', '${sha256}');
end
$$;

${sql}`;
}
