-- The tables of a business that keeps its own.

create table public.clients (
  id text primary key,
  name text,
  email text
);

create table public.transactions (
  id text primary key,
  client_id text references public.clients (id),
  amount bigint not null,
  currency text not null,
  status text not null,
  paid_at timestamptz not null
);

create table public.import_status (
  id bigint generated always as identity primary key,
  status text not null,
  error text,
  started_at timestamptz not null default now()
);

alter table public.clients enable row level security;
alter table public.transactions enable row level security;
alter table public.import_status enable row level security;
create policy "whoever is signed in sees it" on public.import_status for select to authenticated using (true);
