import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { withClient } from "@sincro/store/testing";

/** Ten migrations of a shop that has grown, with tables by the names that syncs like to take. */
const migrations = [
  "create table public.customers (id bigint generated always as identity primary key, email text not null unique);",
  "create table public.transactions (id bigint generated always as identity primary key, amount numeric not null);",
  "alter table public.transactions add column customer bigint references public.customers;",
  "create table public.subscriptions (id uuid primary key default gen_random_uuid(), status text not null);",
  "create table public.invoices (number text primary key, total numeric not null check (total >= 0));",
  "create index invoices_by_total on public.invoices (total);",
  `create function public.is_admin() returns boolean language sql stable set search_path = '' as $$
     select coalesce(current_setting('request.jwt.claims', true)::jsonb ->> 'email', '') = 'ana@shop.test' $$;`,
  `alter table public.invoices enable row level security;
   create policy "admins read" on public.invoices for select to authenticated using (public.is_admin());`,
  "create view public.revenue as select sum(amount) as total from public.transactions;",
  `insert into public.customers (email) values ('ana@shop.test'), ('luis@shop.test');
   insert into public.transactions (amount, customer) select n * 1.5, 1 + n % 2 from generate_series(1, 40) n;
   insert into public.subscriptions (status) select 'running' from generate_series(1, 7);
   insert into public.invoices select 'A-' || n, n from generate_series(1, 25) n;`,
];

const files: Readonly<Record<string, string>> = {
  "config.toml": `# The shop's own.
project_id = "shop"

[db]
major_version = 17

[functions.hello]
verify_jwt = true
`,
  "functions/hello/index.ts": `export default { fetch: () => new Response("hello from the shop") };\n`,
  "functions/deno.json": `{ "imports": { "zod": "npm:zod@3" } }\n`,
  "functions/_shared/cors.ts": `export const cors = { "access-control-allow-origin": "*" };\n`,
  "seed.sql": "select 1;\n",
};

/** Writes a Supabase project that knows nothing of Sincro. @param newest the digits of its tenth migration */
export async function ownProject(folder: string, newest = "20250110000000"): Promise<void> {
  const digits = migrations.map((_, n) => (n === 9 ? newest : `2025010${n + 1}000000`));
  const named = migrations.map((sql, n) => [`migrations/${digits[n]}_step_${n + 1}.sql`, `${sql}\n`] as const);
  for (const [path, text] of [...Object.entries(files), ...named]) {
    const place = join(folder, "supabase", path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text);
  }
}

/** Every file below a folder, by its path, with the hash of what is in it. */
export async function treeOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const hashed = paths.sort().map(async (path) => {
    const hash = createHash("sha256").update(await readFile(path));
    return [relative(folder, path), hash.digest("hex")] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}

/** What the shop's own tables, function and policies are, in one text: rows as hashes, the rest as it stands. */
export function shopOf(adminUrl: string): Promise<string> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query(`
      select name, (xpath('/row/hash/text()', query_to_xml(format(
        'select count(*) || ''/'' || md5(string_agg(t::text, chr(10) order by t::text)) as hash from public.%I t', name
      ), false, true, '')))[1]::text as rows,
      (select string_agg(a.attname || ' ' || a.atttypid::regtype || coalesce(c.relacl::text, ''), ', ' order by a.attnum)
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where c.oid = format('public.%I', name)::regclass) as columns
      from unnest(array['customers', 'transactions', 'subscriptions', 'invoices', 'revenue']) name
      union all select 'is_admin', pg_get_functiondef('public.is_admin'::regproc), ''
      union all select policyname, qual, roles::text from pg_policies where tablename = 'invoices'`);
    return JSON.stringify(rows, null, 2);
  });
}
