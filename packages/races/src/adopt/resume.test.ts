import { createGhlFake, createPaypalFake, createStripeFake, manualClock } from "@sincro/fakes";
import { type Source, sourceNamed } from "@sincro/sources";
import { adopt } from "@sincro/store/adopt";
import { connectPostgres } from "@sincro/store/postgres";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import { runSlice } from "@sincro/worker";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readOlder } from "./read.ts";

const dayMs = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();

describePostgres("adopt · a run that older code left off", (version) => {
  const present = Date.now();
  const how = { seed: 7, now: manualClock(present), historyDays: 180, scale: 0.3 };
  let database: TestDatabase;
  let client: Client;
  beforeEach(async () => {
    database = await testDatabase({ version, migrate: false });
    client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      "create table sync_runs (id uuid primary key default gen_random_uuid(), source text, status text, started_at timestamptz, checkpoint jsonb)",
    );
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  /** Adopts a paused run with this checkpoint, resumes it, and answers the ids that the new run stored. */
  async function resumed(
    name: string,
    checkpoint: unknown,
    credentials: Record<string, string>,
    fetch: typeof globalThis.fetch,
  ) {
    const insert =
      "insert into sync_runs (source, status, started_at, checkpoint) values ($1, 'paused', $2, $3) returning id";
    const { rows } = await client.query<{ id: string }>(insert, [name, iso(present), JSON.stringify(checkpoint)]);
    await adopt(client, { read: readOlder });
    const store = connectPostgres(database.url);
    try {
      const got = await store.start({ source: name, resumeFrom: rows[0]?.id });
      if (got.outcome !== "started") throw new Error(got.outcome);
      expect(got.run.checkpoint).toMatchObject({ v: 2 });
      const source = sourceNamed(name) as Source;
      const pace = { turn: async () => {}, rest: async () => {} };
      const outcome = await runSlice({ store, source, connection: { credentials, fetch, pace }, run: got.run });
      expect(outcome).toMatchObject({ kind: "completed" });
    } finally {
      await store.close();
    }
    const { rows: records } = await client.query<{ object: string; external_id: string }>(
      "select object, external_id from sync_records order by 1, 2",
    );
    return records;
  }

  it("F38 · of Stripe goes on behind the last charge that it had, and brings no other", async () => {
    const fake = createStripeFake(how);
    const charges = fake.objects("charges").toSorted((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1));
    const at = Math.floor(charges.length / 3);
    const checkpoint = { cursor: charges[at]?.id, page: 5, lastActivity: iso(present - 3 * dayMs) };
    const records = await resumed("stripe", checkpoint, { STRIPE_SECRET_KEY: fake.key }, fake.fetch);
    const wanted = charges.slice(at + 1).map(({ id }) => ({ object: "charge", external_id: id }));
    expect(wanted.length).toBeGreaterThan(10);
    expect(records.map(({ external_id }) => external_id).sort()).toEqual(
      wanted.map(({ external_id }) => external_id).sort(),
    );
  });

  it("F38 · of GoHighLevel goes on with the contacts that are older than the last that it had", async () => {
    const fake = createGhlFake(how);
    const times = fake.objects("contacts").map((one) => [String(one.id), Date.parse(String(one.dateAdded))] as const);
    const [startAfterId, startAfter] = times.toSorted((a, b) => b[1] - a[1])[Math.floor(times.length / 2)] as [
      string,
      number,
    ];
    const credentials = { GHL_API_KEY: fake.key, GHL_LOCATION_ID: fake.locationId };
    const records = await resumed("ghl", { startAfterId, startAfter }, credentials, fake.fetch);
    const ids = records.map(({ external_id }) => external_id);
    expect(times.filter(([id, time]) => time <= startAfter && !ids.includes(id))).toEqual([]);
    expect(ids.length).toBeLessThan(times.length);
  });

  it("F38 F50 · of PayPal searches its stretch of time again, and no other", async () => {
    const fake = createPaypalFake(how);
    const [startDate, endDate] = [iso(present - 80 * dayMs), iso(present - 9 * dayMs)];
    const credentials = { PAYPAL_CLIENT_ID: fake.clientId, PAYPAL_CLIENT_SECRET: fake.clientSecret };
    const records = await resumed("paypal", { page: 2, totalPages: 4, startDate, endDate }, credentials, fake.fetch);
    const wanted = fake.transactions(
      ({ at }) => at * 1000 >= Date.parse(startDate) && at * 1000 <= Date.parse(endDate),
    );
    expect(wanted.length).toBeGreaterThan(10);
    expect(records.length).toBe(wanted.length);
  });
});
