import type { StripeFake } from "@sincro/fakes";
import type { SyncRunEvent, SyncRunRow } from "@sincro/machine";
import { Client } from "pg";
import { expect } from "vitest";

/** What the source fetches, and what Stripe calls one of them. */
const lists = {
  customers: "customer",
  charges: "charge",
  payment_intents: "payment_intent",
  subscriptions: "subscription",
  invoices: "invoice",
  refunds: "refund",
  disputes: "dispute",
  payouts: "payout",
  products: "product",
  prices: "price",
} as const;

/** Opens a database for looking, runs something, closes it. */
export async function looking<T>(url: string, look: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await look(client);
  } finally {
    await client.end();
  }
}

/** How many records there are. */
export function countRecords(url: string): Promise<number> {
  return looking(url, async (client) =>
    Number((await client.query("select count(*) as n from sync_records")).rows[0].n),
  );
}

/** Everything of the fake, by object and id. */
export function objectsOf(fake: StripeFake): readonly string[] {
  return (Object.keys(lists) as (keyof typeof lists)[])
    .flatMap((list) => fake.objects(list).map(({ id }) => `${lists[list]} ${id}`))
    .sort();
}

/** Every object of the provider is there exactly once, and none besides. */
export async function expectEverything(url: string, fake: StripeFake): Promise<void> {
  const { rows } = await looking(url, (client) =>
    client.query<{ key: string }>("select object || ' ' || external_id as key from sync_records"),
  );
  expect(rows.map(({ key }) => key).sort()).toEqual(objectsOf(fake));
}

/** The history is complete: it begins, its steps are the machine's, its pages add up to the counters, it ends as the row says. */
export async function expectCompleteHistory(
  url: string,
  run: SyncRunRow,
  events: readonly SyncRunEvent[],
): Promise<void> {
  const applied = events.filter((event) => event.applied);
  expect(applied[0]?.event).toBe("START");
  const { rows } = await looking(url, (client) =>
    client.query("select from_status, event, to_status from sync_transitions"),
  );
  const steps = new Set(rows.map((row) => JSON.stringify([row.from_status, row.event, row.to_status])));
  let status: string | null = null;
  for (const event of applied) {
    expect(event.from_status).toBe(status);
    expect(steps).toContain(JSON.stringify([event.from_status, event.event, event.to_status]));
    status = event.to_status;
  }
  expect(status).toBe(run.status);
  const pages = applied.filter(({ event }) => event === "COMMIT");
  expect(pages.map(({ seq }) => seq)).toEqual(pages.map((_, index) => index + 1));
  expect(pages.reduce((sum, { records }) => sum + (records ?? 0), 0)).toBe(run.total_fetched);
  expect(run.total_inserted + run.total_updated + run.total_skipped).toBe(run.total_fetched);
}
