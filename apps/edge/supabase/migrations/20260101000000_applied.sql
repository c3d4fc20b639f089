-- Generated from apps/edge/scripts/migrations.ts by `npm run generate`. Do not edit.

-- The history of `sincro migrate`, which each migration enters: both ways lead to the same database, and know it.

create table if not exists public.sync_migrations (
  name text primary key,
  sha256 text not null,
  applied_at timestamptz not null default clock_timestamp()
);
alter table public.sync_migrations enable row level security;
