import type { Migration } from "./migrations.ts";

/**
 * What comes before the first migration where Supabase's command line applies them: the history of `sincro migrate`,
 * which each of them enters. An older `sync_runs` is left alone, and the push says who takes it over.
 */
export const supabaseHistory = `-- The history of \`sincro migrate\`, which each migration enters: both ways lead to the same database, and know it.

do $$
begin
  if to_regclass('public.sync_runs') is not null and to_regclass('public.sync_migrations') is null then
    raise exception 'this database has a table sync_runs of an older system: nothing was changed; \`sincro adopt\` makes it Sincro''s'
      using hint = 'After that tell Supabase''s history of it: supabase migration repair --status applied.';
  end if;
end
$$;

create table if not exists public.sync_migrations (
  name text primary key,
  sha256 text not null,
  applied_at timestamptz not null default clock_timestamp()
);
alter table public.sync_migrations enable row level security;
`;

/** The line by which a migration enters the history; {@link enteredIn} finds it in a text. */
const entry = /insert into public\.sync_migrations \(name, sha256\) values \('([a-z0-9-]+)', '([0-9a-f]{64})'\);/g;

/** A migration as Supabase's command line applies it: it refuses where it has been applied by the other way. */
export function supabaseMigration({ name, sha256, sql }: Migration): string {
  return `do $$
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

/** The migrations that a file for Supabase's command line enters into the history. */
export function enteredIn(text: string): readonly Pick<Migration, "name" | "sha256">[] {
  return [...text.matchAll(entry)].map(([, name = "", sha256 = ""]) => ({ name, sha256 }));
}
