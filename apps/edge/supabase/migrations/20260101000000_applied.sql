-- Generated from packages/store/src/migrations/supabase.ts by `npm run generate`. Do not edit.

-- The history of `sincro migrate`, which each migration enters: both ways lead to the same database, and know it.

do $$
begin
  if to_regclass('public.sync_runs') is not null and to_regclass('public.sync_migrations') is null then
    raise exception 'this database has a table sync_runs of an older system: nothing was changed; `sincro adopt` makes it Sincro''s'
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
