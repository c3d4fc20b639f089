import { createStripeFake, type StripeCollection, type StripeObject } from "@sincro/fakes/stripe";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";

const lists = {
  customers: "customer",
  charges: "charge",
  payment_intents: "payment_intent",
  subscriptions: "subscription",
  invoices: "invoice",
  refunds: "refund",
} as const satisfies Partial<Record<StripeCollection, string>>;

const sum = (objects: readonly StripeObject[], field: string) =>
  objects.reduce((total, object) => total + (object[field] as number), 0);

describePostgres("the views of a Stripe account say what the account says", (version) => {
  const fake = createStripeFake({ seed: 11, scale: 2, now: () => Date.UTC(2026, 10, 24) });
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    // In other currencies too: some that have no cents, or three digits of them.
    const currencies = ["usd", "jpy", "kwd", "isk"];
    for (const [n, charge] of fake.objects("charges").slice(0, 40).entries()) {
      fake.update("charges", charge.id, { currency: currencies[n % currencies.length] });
    }
    database = await testDatabase({ version });
    pool = new Pool({ connectionString: database.url });
    for (const [list, object] of Object.entries(lists)) {
      const records = fake.objects(list as StripeCollection);
      await pool.query(
        `insert into sync_records (source, account, object, external_id, data, hash, run_id, synced_at)
         select 'stripe', 'default', $1, d ->> 'id', d, md5('')::uuid, md5('')::uuid, now() from jsonb_array_elements($2) d`,
        [object, JSON.stringify(records)],
      );
    }
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const rows = async (sql: string) => (await pool.query(sql)).rows as readonly Record<string, unknown>[];

  it("payments by currency and status", async () => {
    const charges = fake.objects("charges");
    const statusOf = ({ status, refunded }: StripeObject) => (status === "succeeded" && refunded ? "refunded" : status);
    const groups = Map.groupBy(charges, (charge) => `${charge.currency} ${statusOf(charge)}`);
    const expected = [...groups].map(([group, all]) => [
      group,
      all.length,
      sum(
        all.filter(({ captured }) => captured),
        "amount_captured",
      ) +
        sum(
          all.filter(({ captured }) => !captured),
          "amount",
        ),
    ]);
    const found =
      await rows(`select lower(currency) || ' ' || status as "group", count(*)::int as n, sum(amount)::float8 as total
      from sync_transactions where kind = 'payment' group by 1`);
    expect(groups.size).toBeGreaterThan(5);
    expect(found.map(({ group, n, total }) => [group, n, total]).sort()).toEqual(expected.sort());
  });

  it("what was given back, once, and nothing of the intents", async () => {
    const refunds = fake.objects("refunds");
    const found = await rows(
      "select kind, count(*)::int as n, sum(amount)::float8 as total from sync_transactions group by 1 order by 1",
    );
    expect(refunds.length).toBeGreaterThan(10);
    expect(found).toMatchObject([
      { kind: "payment", n: fake.count("charges") },
      { kind: "refund", n: refunds.length, total: -sum(refunds, "amount") },
    ]);
    const [given] = await rows(
      "select sum(amount_refunded)::float8 as total from sync_transactions where kind = 'payment'",
    );
    expect(given?.total).toBe(sum(fake.objects("charges"), "amount_refunded"));
  });

  it("customers, by an e-mail that they are found by again", async () => {
    const customers = fake.objects("customers");
    const [counted] = await rows("select count(*)::int as n, count(name)::int as named from sync_contacts");
    expect(counted).toEqual({ n: customers.length, named: customers.filter(({ name }) => name !== null).length });
    const [someone] = customers.filter(({ email }) => email !== null);
    const found = await pool.query("select external_id from sync_contacts where email_normalized = $1", [
      String(someone?.email).toLowerCase(),
    ]);
    expect(found.rows).toContainEqual({ external_id: someone?.id });
  });

  it("subscriptions by status, each with its price", async () => {
    const subscriptions = fake.objects("subscriptions");
    const found = await rows(
      "select provider_status, count(*)::int as n, count(amount)::int as priced from sync_subscriptions group by 1",
    );
    const groups = Map.groupBy(subscriptions, ({ status }) => status);
    expect(found).toHaveLength(groups.size);
    for (const { provider_status, n, priced } of found) {
      expect([n, priced]).toEqual(Array(2).fill(groups.get(provider_status)?.length));
    }
    expect(await rows("select 1 from sync_subscriptions where status = 'unknown'")).toEqual([]);
  });

  it("invoices: the sums by status, and the subscription of each", async () => {
    const groups = Map.groupBy(fake.objects("invoices"), ({ status }) => String(status));
    const found = await rows(`select status, sum(amount)::float8 as amount, sum(amount_paid)::float8 as paid,
      sum(amount_remaining)::float8 as remaining from sync_invoices group by 1 order by 1`);
    expect(found).toEqual(
      [...groups]
        .map(([status, all]) => ({
          status,
          amount: sum(all, "total"),
          paid: sum(all, "amount_paid"),
          remaining: sum(all, "amount_remaining"),
        }))
        .sort((a, b) => (a.status < b.status ? -1 : 1)),
    );
    const [strays] = await rows(`select count(*)::int as n from sync_invoices i where subscription_id is not null
      and not exists (select from sync_subscriptions s where s.external_id = i.subscription_id)`);
    expect(strays).toEqual({ n: 0 });
    const [bound] = await rows("select count(subscription_id)::int as n from sync_invoices");
    expect(bound?.n).toBeGreaterThan(0);
  });
});
