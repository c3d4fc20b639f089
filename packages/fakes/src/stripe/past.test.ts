import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { stripeLists } from "./collections.ts";
import { createStripeFake } from "./fake.ts";
import { noon } from "./test-client.ts";

const options = { seed: 7, now: manualClock(noon) };
const stripe = createStripeFake({ ...options, scale: 3 });
const everything = (fake: typeof stripe) => [...stripeLists, "events" as const].map((list) => fake.objects(list));
const day = 86_400;
/** What `counts` is about; the rest follows from it. */
const counted = ["customers", "charges", "payment_intents", "subscriptions", "invoices", "refunds"] as const;
const present = noon / 1000;

describe("the account's past", () => {
  it("is the same for the same options, id for id, and another for another seed", () => {
    expect(everything(createStripeFake({ ...options, scale: 3 }))).toEqual(everything(stripe));
    expect(everything(createStripeFake({ ...options, seed: 8, scale: 3 }))).not.toEqual(everything(stripe));
  });

  it("has exactly the numbers asked for", () => {
    const size = fc.integer({ min: 0, max: 40 });
    const counts = fc.record({
      customers: fc.integer({ min: 1, max: 40 }),
      charges: size,
      payment_intents: size,
      subscriptions: size,
      invoices: size,
    });
    fc.assert(
      fc.property(counts, fc.integer(), fc.integer({ min: 1, max: 900 }), (wanted, seed, historyDays) => {
        const fake = createStripeFake({ ...options, seed, historyDays, counts: { ...wanted, refunds: 0 } });
        const got = Object.fromEntries(counted.map((list) => [list, fake.count(list)]));
        expect(got).toEqual({ ...wanted, refunds: 0 });
        const all = stripeLists.flatMap((list) => fake.objects(list));
        expect(all.filter(({ created }) => created > present || created < present - historyDays * day)).toEqual([]);
      }),
    );
  });

  it("scales to thousands", () => {
    expect(counted.reduce((sum, list) => sum + stripe.count(list), 0)).toBe(3_000);
    expect(createStripeFake({ ...options, scale: 2, counts: { refunds: 5 } }).count("refunds")).toBe(5);
  });

  it("refuses counts that contradict each other", () => {
    expect(() => createStripeFake({ counts: { customers: 0 } })).toThrow(RangeError);
    expect(() => createStripeFake({ counts: { charges: 0 } })).toThrow("refunds need at least one paid charge");
  });

  it.each(counted)("has %s in the last day, week and month, and before", (list) => {
    const inLast = (days: number) => stripe.count(list, { createdGte: present - days * day });
    const [today, week, month, all] = [inLast(1), inLast(7), inLast(30), stripe.count(list)];
    expect(today).toBeGreaterThan(0);
    expect(week).toBeGreaterThan(today);
    expect(month).toBeGreaterThan(week);
    expect(all).toBeGreaterThan(month);
  });

  it("has changes of older objects in every window: what only /v1/events tells", () => {
    for (const days of [1, 7, 30]) {
      const from = present - days * day;
      const changed = stripe
        .objects("events", { createdGte: from })
        .map((event) => (event.data as { object: { created: number } }).object);
      expect(changed.filter(({ created }) => created < from).length).toBeGreaterThan(0);
    }
  });

  it("lets some objects share their second", () => {
    for (const list of ["customers", "charges"] as const) {
      const seconds = stripe.objects(list).map(({ created }) => created);
      expect(new Set(seconds).size).toBeLessThan(seconds.length);
    }
  });

  it("has ids like Stripe's, each once", () => {
    const ids = everything(stripe)
      .flat()
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^((cus|prod)_\w{14}|(ch|pi|sub|in|re|evt|dp|po|price)_3\w{23})$/.test(id))).toEqual([]);
  });

  it("refers only to what is there, and was there in time", () => {
    const older = (list: (typeof stripeLists)[number], id: unknown, at: number) => {
      const found = stripe.get(list, String(id));
      return found !== undefined && found.created <= at;
    };
    for (const charge of stripe.objects("charges")) {
      expect(charge.customer === null || older("customers", charge.customer, charge.created)).toBe(true);
      expect(older("payment_intents", charge.payment_intent, charge.created)).toBe(true);
    }
    for (const intent of stripe.objects("payment_intents", { where: ({ latest_charge }) => latest_charge !== null })) {
      expect(stripe.get("charges", String(intent.latest_charge))).toMatchObject({
        payment_intent: intent.id,
        customer: intent.customer,
        amount: intent.amount,
        status: intent.status === "succeeded" ? "succeeded" : "failed",
      });
    }
    for (const subscription of stripe.objects("subscriptions")) {
      expect(older("customers", subscription.customer, subscription.created)).toBe(true);
    }
    for (const invoice of stripe.objects("invoices")) {
      expect(older("customers", invoice.customer, invoice.created)).toBe(true);
      const parent = invoice.parent as { subscription_details: { subscription: string } } | null;
      if (parent) expect(older("subscriptions", parent.subscription_details.subscription, invoice.created)).toBe(true);
    }
  });

  it("has a catalogue of what is subscribed to: products, their prices, and among these some that are archived", () => {
    for (const { product, created } of stripe.objects("prices")) {
      expect(stripe.get("products", String(product))?.created).toBeLessThanOrEqual(created);
    }
    for (const { items } of stripe.objects("subscriptions")) {
      for (const { price } of (items as { data: { price: { id: string } }[] }).data) {
        expect(stripe.get("prices", price.id)).toEqual(price);
      }
    }
    const names = stripe.objects("products").map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const archived = stripe.count("prices", { where: ({ active }) => active === false });
    expect([names.length, archived]).toEqual([4, 4]);
  });

  it("has disputes of charges that were paid, and both sides know of it", () => {
    const statuses = new Set<unknown>();
    for (const { charge, created, amount, status } of stripe.objects("disputes")) {
      const disputed = stripe.get("charges", String(charge));
      expect(disputed).toMatchObject({ status: "succeeded", amount, disputed: true });
      expect(disputed?.created).toBeLessThan(created);
      statuses.add(status);
    }
    expect(statuses).toEqual(new Set(["under_review", "won", "lost"]));
    expect(stripe.count("charges", { where: ({ disputed }) => disputed === true })).toBe(stripe.count("disputes"));
  });

  it("pays out on the first of each month what came in before, in each currency; less Stripe's fee", () => {
    const payouts = stripe.objects("payouts");
    const paid = stripe.objects("charges", { where: ({ status }) => status === "succeeded" });
    for (const currency of ["mxn", "eur"]) {
      const mine = payouts.filter((payout) => payout.currency === currency);
      expect(mine.length).toBe(17);
      const last = mine[0]?.created ?? 0;
      const sums = [mine, paid.filter((charge) => charge.currency === currency && charge.created < last)].map((all) =>
        all.reduce((sum, { amount }) => sum + Number(amount), 0),
      );
      expect((sums[0] as number) / (sums[1] as number)).toBeCloseTo(0.964, 3);
    }
    expect(new Set(payouts.map(({ created }) => new Date(created * 1000).getUTCDate()))).toEqual(new Set([1]));
    expect(new Set(payouts.map(({ status }) => status))).toEqual(new Set(["paid"]));
  });

  it.each([
    ["some charges", stripe],
    [
      "the same charge again and again",
      createStripeFake({ ...options, counts: { charges: 4, payment_intents: 4, refunds: 9 } }),
    ],
  ])("gives back no more than was paid, and knows it on both sides: %s", (_, fake) => {
    const refunds = Map.groupBy(fake.objects("refunds"), ({ charge }) => String(charge));
    expect(refunds.size).toBeGreaterThan(0);
    for (const charge of fake.objects("charges")) {
      const back = (refunds.get(charge.id) ?? []).reduce((sum, { amount }) => sum + Number(amount), 0);
      expect(charge).toMatchObject({ amount_refunded: back, refunded: back === charge.amount });
      expect(back).toBeLessThanOrEqual(charge.status === "succeeded" ? Number(charge.amount) : 0);
    }
  });

  it("tells in its events what was true at the moment, and in the lists what is true now", () => {
    for (const list of stripeLists) {
      const kind = stripe.objects(list)[0]?.object;
      const told = new Map<string, unknown>();
      for (const { data } of stripe.objects("events").reverse()) {
        const { object } = data as { object: { id: string; object: string } };
        if (object.object === kind) told.set(object.id, object);
      }
      expect(told.size).toBeGreaterThan(0);
      for (const [id, last] of told) expect(stripe.get(list, id)).toEqual(last);
    }
  });

  it("sells in pesos and euros for amounts in whole centavos and cents", () => {
    const money = stripe.objects("charges").map(({ currency, amount }) => ({ currency, amount: Number(amount) }));
    expect(new Set(money.map(({ currency }) => currency))).toEqual(new Set(["mxn", "eur"]));
    expect(money.every(({ amount }) => Number.isInteger(amount) && amount >= 790)).toBe(true);
  });
});
