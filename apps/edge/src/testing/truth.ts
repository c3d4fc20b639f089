import type { StripeFake } from "@sincro/fakes";
import type { Project } from "@sincro/store/supabase/testing";
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

/** Every object of the provider is there exactly once, and none besides. */
export async function expectEverything({ admin }: Project, fake: StripeFake): Promise<void> {
  const there = (Object.keys(lists) as (keyof typeof lists)[]).flatMap((list) =>
    fake.objects(list).map(({ id }) => `${lists[list]} ${id}`),
  );
  const { rows } = await admin.query<{ key: string }>("select object || ' ' || external_id as key from sync_records");
  expect(rows.map(({ key }) => key).sort()).toEqual(there.sort());
}
