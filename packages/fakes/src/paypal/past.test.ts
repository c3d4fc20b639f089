import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { createStripeFake } from "../stripe/index.ts";
import { createPaypalFake } from "./fake.ts";
import { dayMs, noon } from "./test-client.ts";

const accountWith = (options = {}) => createPaypalFake({ seed: 7, now: manualClock(noon), ...options });

describe("the past of an account", () => {
  it("is the same for the same seed, and another for another", () => {
    const told = (seed: number) =>
      JSON.stringify([accountWith({ seed }).transactions(), accountWith({ seed }).subscriptions()]);
    expect(told(7)).toBe(told(7));
    expect(told(8)).not.toBe(told(7));
  });

  it("has as many objects as were asked for", () => {
    expect(accountWith({ scale: 2 }).count()).toEqual({ transactions: 1840, subscriptions: 160 });
    const counts = { transactions: 3, subscriptions: 0 };
    expect(accountWith({ counts }).count()).toEqual(counts);
  });

  it("is about people whom Stripe knows too", () => {
    const stripe = createStripeFake({ seed: 7, now: manualClock(noon) });
    const known = new Set(stripe.objects("customers").map(({ email }) => email));
    const payers = accountWith().transactions(({ detail }) => "email_address" in (detail.payer_info as object));
    expect(payers.length).toBeGreaterThan(500);
    const strangers = payers.filter(
      ({ detail }) => !known.has((detail.payer_info as { email_address: string }).email_address),
    );
    expect(strangers).toEqual([]);
  });

  it("ends at the present, and reaches the last day, week and month", () => {
    const times = accountWith()
      .transactions()
      .map(({ at }) => noon - at * 1000);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
    for (const days of [1, 7, 30])
      expect(times.filter((ago) => ago < days * dayMs).length).toBeGreaterThan(10 * Math.log2(1 + days));
  });
});

describe("changes", () => {
  it("of a transaction move its update, never its beginning", () => {
    const fake = accountWith({ counts: { transactions: 0, subscriptions: 0 } });
    const { transaction_info: before } = fake.createTransaction({ at: noon / 1000 - 60 });
    const key = { id: before.transaction_id, eventCode: "T0006" };
    const { transaction_info: after } = fake.changeTransaction(key, { transaction_status: "V" });
    expect(after.transaction_initiation_date).toBe(before.transaction_initiation_date);
    expect(Date.parse(after.transaction_updated_date)).toBe(noon);
    expect(fake.transactions().map(({ detail }) => detail.transaction_info.transaction_status)).toEqual(["V"]);
    expect(() => fake.changeTransaction({ ...key, eventCode: "T0000" }, {})).toThrow(RangeError);
  });

  it("of a subscription's status are dated", () => {
    const fake = accountWith({ counts: { transactions: 0, subscriptions: 0 } });
    const { id } = fake.createSubscription({ at: noon / 1000 - 60 });
    expect(fake.changeSubscription(id, { status: "CANCELLED" })).toMatchObject({
      status: "CANCELLED",
      status_update_time: "2026-11-24T12:00:00Z",
      create_time: "2026-11-24T11:59:00Z",
    });
    expect(() => fake.changeSubscription("I-0", {})).toThrow(RangeError);
  });
});
