import { afterAll, beforeAll, expect, it } from "vitest";
import { describePostgres } from "../testing/index.ts";
import { type ViewsDatabase, viewsDatabase } from "./database.test-kit.ts";

/** Half a million records of all sources, a hundred runs, two accounts, ten years; made in the database. */
const records = `
  insert into public.sync_records (source, account, object, external_id, data, hash, run_id, synced_at)
  select k.source, case when n % 997 = 0 then 'second' else 'default' end, k.object, n::text,
    case k.object
      when 'charge' then jsonb_build_object('amount', n, 'currency', 'mxn', 'status', 'succeeded', 'created', 1440000000 + n * 600)
      when 'subscription' then jsonb_build_object('status', case when n % 1000 < 10 then 'past_due' else 'active' end)
      when 'invoice' then jsonb_build_object('status', case when n % 1000 < 30 then 'open' else 'paid' end, 'due_date', 1440000000 + n * 600)
      when 'transaction' then jsonb_build_object('amount', n, 'createdAt',
        to_char('2015-08-19'::timestamp + n * interval '600 s', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
      when 'payment_intent' then jsonb_build_object('amount', n)
      else jsonb_build_object('email', 'Person' || n || '@Example.com', 'phone', '+52 55 ' || 10000000 + n)
    end, md5('')::uuid, md5((n / 5000)::text)::uuid, now()
  from generate_series(1, 500000) n
  join (values (0, 'stripe', 'customer'), (1, 'stripe', 'charge'), (2, 'stripe', 'charge'), (3, 'stripe', 'payment_intent'),
    (4, 'stripe', 'subscription'), (5, 'stripe', 'invoice'), (6, 'ghl', 'contact'), (7, 'ghl', 'transaction'),
    (8, 'manychat', 'subscriber'), (9, 'stripe', 'charge')) k (place, source, object) on k.place = n % 10`;

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly Plans?: readonly Plan[];
}

const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

describePostgres("half a million records", (version) => {
  let db: ViewsDatabase;
  beforeAll(async () => {
    db = await viewsDatabase(version);
    // Built at the end, by the migrations' own definitions: filling them row by row takes ten times as long.
    const { rows } = await db.pool.query(`select indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' and tablename = 'sync_records' and indexname <> 'sync_records_pkey'`);
    await db.pool.query(rows.map(({ name }) => `drop index public.${name}`).join(";"));
    await db.pool.query(records);
    await db.pool.query(rows.map(({ definition }) => definition).join(";"));
    await db.pool.query("analyze public.sync_records");
  });
  afterAll(() => db.close());

  it.for([
    ["email", "a contact by its e-mail", "sync_contacts where email_normalized = 'person40@example.com'"],
    ["phone", "a contact by its phone", "sync_contacts where phone_normalized = '+525510000040'"],
    ["transaction", "the newest transactions", "sync_transactions order by created_at desc limit 50"],
    ["transaction", "of one account", "sync_transactions where account = 'default' order by created_at desc limit 50"],
    [
      "transaction",
      "of a small account",
      "sync_transactions where account = 'second' order by created_at desc limit 50",
    ],
    [
      "transaction",
      "a week's transactions",
      "sync_transactions where created_at >= '2020-03-01' and created_at < '2020-03-08'",
    ],
    ["status", "subscriptions of a status", "sync_subscriptions where status = 'past_due'"],
    ["status", "invoices of a status", "sync_invoices where status = 'open'"],
    ["status", "what is overdue", "sync_invoices where status = 'open' and due_at < '2016-01-01'"],
    ["run", "what a run wrote", "sync_records where run_id = md5('7')::uuid"],
    ["run", "the charges that it wrote", "sync_transactions where run_id = md5('7')::uuid"],
  ] as const)("sync_records_%s finds %s", async ([index, , query]) => {
    const sql = `explain (format json) select * from public.${query}`;
    const [{ "QUERY PLAN": plans }] = (await db.pool.query(sql)).rows;
    const all = nodes(plans[0].Plan);
    expect(all.map((node) => node["Index Name"])).toContain(`sync_records_${index}`);
    expect(all.filter((node) => node["Node Type"].includes("Seq Scan")).map((node) => node["Relation Name"])).toEqual(
      [],
    );
    expect((await db.pool.query(`select count(*) as n from (select * from public.${query}) q`)).rows[0].n).not.toBe(
      "0",
    );
  });

  it("known contacts are read page by page, none of which reads the table", async () => {
    await db.pool.query("select pg_stat_force_next_flush()");
    const scans = () => db.value("(select seq_scan::int from pg_stat_user_tables where relname = 'sync_records')");
    const before = await scans();
    const pages = ["null", "'eperson4'", "'p'", "'p+525510400000'"].map((after) => {
      return `jsonb_array_length(public.sync_known_contacts('manychat', 'default', ${after}, 200) -> 'contacts')`;
    });
    expect(await db.value(`array[${pages.join(", ")}]`)).toEqual([200, 200, 0, 0]);
    expect(
      await db.value(
        "jsonb_array_length(public.sync_known_ids('manychat', 'default', 'subscriber', '3', 200) -> 'ids')",
      ),
    ).toBe(200);
    await db.pool.query("select pg_stat_force_next_flush()");
    expect(await scans()).toBe(before);
  });
});
