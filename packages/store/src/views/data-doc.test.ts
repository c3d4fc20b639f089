import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withClient } from "../testing/client.ts";
import { describePostgres } from "../testing/index.ts";
import { type Given, type ViewsDatabase, viewsDatabase } from "./database.test-kit.ts";

const page = readFileSync(new URL("../../../../docs/data.md", import.meta.url), "utf8");
const views = ["sync_contacts", "sync_transactions", "sync_subscriptions", "sync_invoices"];
const queries = [...page.matchAll(/^```sql\n([\s\S]*?)^```$/gm)].map(([, sql]) => sql as string);

/** The rows of the table of columns under a view's title. */
function documented(view: string): readonly (readonly string[])[] {
  const section = page.split(`\n## \`${view}\`\n`)[1]?.split("\n## ")[0] ?? "";
  const table = section.split("| column | type | meaning |\n| --- | --- | --- |\n")[1]?.split("\n\n")[0] ?? "";
  return table.split("\n").map((line) => line.replace(/^\| `| \|$/g, "").split(/`? \| /));
}

const email = "Ana@example.com";
const records: readonly Given[] = [
  { source: "stripe", object: "customer", id: "cus_1", data: { email, name: "Ana", phone: "+525512345678" } },
  {
    source: "stripe",
    object: "charge",
    id: "ch_1",
    data: {
      amount: 10_050,
      captured: true,
      currency: "mxn",
      status: "succeeded",
      created: 1_794_000_000,
      livemode: true,
    },
  },
  {
    source: "stripe",
    object: "refund",
    id: "re_1",
    data: { amount: 50, currency: "mxn", status: "succeeded", created: 1_794_000_000, charge: "ch_1" },
  },
  {
    source: "ghl",
    object: "transaction",
    data: {
      amount: 100.5,
      currency: "MXN",
      status: "succeeded",
      createdAt: "2026-11-06T12:00:00Z",
      paymentProviderType: "stripe",
    },
  },
  {
    source: "ghl",
    object: "transaction",
    data: {
      amount: 7,
      amountRefunded: 2,
      currency: "MXN",
      status: "succeeded",
      createdAt: "2026-11-06T12:00:00Z",
      paymentProviderType: "authorize-net",
    },
  },
  {
    source: "paypal",
    object: "subscription",
    data: {
      status: "ACTIVE",
      plan: {
        billing_cycles: [
          {
            tenure_type: "REGULAR",
            frequency: { interval_unit: "MONTH", interval_count: 1 },
            pricing_scheme: { fixed_price: { currency_code: "USD", value: "9.90" } },
          },
        ],
      },
    },
  },
  {
    source: "stripe",
    object: "invoice",
    data: {
      number: "A-1",
      status: "open",
      due_date: 1_700_000_000,
      amount_remaining: 500,
      currency: "mxn",
      customer: "cus_1",
    },
  },
];

describe("docs/data.md", () => {
  it("has queries, and the columns of every view", () => {
    expect(queries.length).toBeGreaterThan(6);
    for (const view of views) expect(documented(view).length, view).toBeGreaterThan(10);
  });
});

describePostgres("docs/data.md", (version) => {
  let db: ViewsDatabase;
  beforeAll(async () => {
    db = await viewsDatabase(version);
    await db.records(...records);
  });
  afterAll(() => db.close());

  it.for(views)("says of every column of %s what the database says, in order", async (view) => {
    const { rows } = await db.pool.query(
      `select attname as name, replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz') as type,
         col_description(attrelid, attnum) as meaning
       from pg_attribute where attrelid = $1::regclass and attnum > 0 order by attnum`,
      [`public.${view}`],
    );
    expect(documented(view)).toEqual(rows.map(({ name, type, meaning }) => [name, type, meaning]));
  });

  it("its queries run, each finds something, and money adds up", async () => {
    await withClient(db.database.adminUrl, async (admin) => {
      const answers = [];
      for (const query of queries.filter((sql) => sql.startsWith("select"))) {
        const { rows } = await admin.query(query);
        expect(rows.length, query).toBeGreaterThan(0);
        answers.push(...rows);
      }
      const remained = answers
        .filter((row) => "remained" in row)
        .map(({ currency, remained: sum }) => [currency, Number(sum)]);
      expect(remained).toEqual([["MXN", 105]]);
      expect(answers).toContainEqual(
        expect.objectContaining({ currency: "USD", subscriptions: "1", monthly: expect.stringMatching(/^9\.90*$/) }),
      );
      expect(answers).toContainEqual(expect.objectContaining({ number: "A-1", name: "Ana" }));
    });
  });

  it("a role that is granted what it says reads every view; without a part of it, none", async () => {
    const grants = queries.filter((sql) => !sql.startsWith("select"));
    expect(grants).toHaveLength(1);
    await withClient(db.database.adminUrl, async (admin) => {
      const as = async (setUp: string, view: string) => {
        await admin.query(`begin; ${setUp}`);
        try {
          await admin.query("set local role analyst");
          return (await admin.query(`select * from ${view}`)).rows.length;
        } catch (error) {
          return (error as { code?: string }).code;
        } finally {
          await admin.query("rollback");
        }
      };
      for (const view of views) {
        const all = Number((await admin.query(`select count(*) as n from ${view}`)).rows[0].n);
        expect(await as(grants[0] as string, view)).toBe(all);
        expect(await as("create role analyst nologin", view)).toBe("42501");
        expect(await as((grants[0] as string).replace(/create policy.*\n/, ""), view)).toBe(0);
        expect(await as((grants[0] as string).replace(/grant execute[\s\S]*/, ""), view)).toBe("42501");
      }
    });
  });
});
