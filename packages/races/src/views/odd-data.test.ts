import type { RunStore } from "@sincro/store";
import { memoryStore } from "@sincro/store/memory";
import { postgresStore } from "@sincro/store/postgres";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import fc from "fast-check";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";

/** Every kind of record that a view reads. */
const kinds = [
  ...["customer", "charge", "refund", "dispute", "payout", "subscription", "invoice"].map((object) => [
    "stripe",
    object,
  ]),
  ...["transaction", "subscription"].map((object) => ["paypal", object]),
  ...["contact", "transaction", "subscription"].map((object) => ["ghl", object]),
  ["manychat", "subscriber"],
] as [string, string][];

/** What the views look at, so that chance meets it. */
const keys = [
  ..."id name email phone whatsapp_phone created status amount amount_captured captured refunded currency items data price".split(
    " ",
  ),
  ..."unit_amount unit_amount_decimal quantity recurring interval current_period_end due_date total status_transitions".split(
    " ",
  ),
  ..."transaction_info transaction_amount fee_amount value currency_code transaction_initiation_date payer_info".split(
    " ",
  ),
  ..."subscriber email_address billing_info last_payment plan billing_cycles pricing_scheme fixed_price createdAt".split(
    " ",
  ),
];

const awkward = fc.constantFrom<unknown>(
  ...[
    "",
    " ",
    "mxn",
    "KWD",
    "100",
    "1.005",
    "-.5",
    "1e400",
    "NaN",
    "a@b.co",
    "vera@v.co",
    "+525512345678",
    "+",
    "2026-02-30T00:00:00Z",
  ],
  ...[
    "2026-11-24T10:00:00Z",
    "9999-12-31T23:59:60.999999999-14:00",
    "0001-01-01T00:00:00+14:00",
    "infinity",
    "\u0130@x.co",
  ],
  ...[0, -0, 1, -1, 0.1, 1e18, -(2 ** 63), 1e22, 1e300, 5e-324, true, false, null],
  ...["succeeded", "active", "S", "REGULAR"],
);

const odd = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    awkward,
    fc.jsonValue(),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 12 }),
}));

const record = fc.record({
  kind: fc.constantFrom(...kinds),
  data: fc.oneof({ weight: 5, arbitrary: odd.object }, odd.value),
});

const views = ["contacts", "transactions", "subscriptions", "invoices"];

describePostgres("whatever a provider sends", (version) => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await testDatabase({ version });
    pool = new Pool({ connectionString: database.url });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  /** Commits each record as its source, in a run of its own. */
  async function commitAll(store: RunStore, records: readonly { kind: [string, string]; data: unknown }[]) {
    for (const source of new Set(records.map(({ kind }) => kind[0]))) {
      const got = await store.start({ source, onConflict: "restart", worker: "w1" });
      if (!("run" in got)) throw new Error("The run was not started");
      const mine = records.flatMap(({ kind, data }, n) => {
        // `data` of null is no record at all.
        return kind[0] === source ? [{ object: kind[1], id: String(n), data: (data ?? {}) as never }] : [];
      });
      const page = { runId: got.run.id, fence: got.run.fence, worker: "w1", seq: 1, records: mine, checkpoint: 1 };
      expect(await store.commit(page)).toMatchObject({ applied: true });
    }
  }

  const everybody = async (store: RunStore) => {
    const all = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<RunStore["knownContacts"]>> = await store.knownContacts({
        source: "none",
        account: "default",
        after,
        limit: 2,
      });
      all.push(...page.contacts);
      if (page.next === null) return all;
      after = page.next;
    }
  };

  it("it is committed, no view fails over it, each has a row for it, and the memory store reads the same people in it", async () => {
    const store = postgresStore(pool);
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), async (records) => {
        await pool.query("truncate sync_runs, sync_run_events, sync_records");
        const memory = memoryStore();
        await commitAll(store, records);
        await commitAll(memory, records);
        const counts = await Promise.all(
          views.map(async (view) => {
            const found = await pool.query(`select count(*)::int as n, json_agg(v) as all from sync_${view} v`);
            return found.rows[0].n as number;
          }),
        );
        expect(counts.reduce((a, b) => a + b)).toBe(records.length);
        expect(await everybody(store)).toEqual(await everybody(memory));
      }),
      { numRuns: 150 },
    );
  });
});
