import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import type { StripeObject } from "./collections.ts";
import { createStripeFake } from "./fake.ts";
import { allPages, ask, type ListBody, noon } from "./test-client.ts";

/** A handful of customers on few seconds, so that ties are the rule and every boundary is met. */
const customers = fc.array(fc.integer({ min: 1000, max: 1006 }), { maxLength: 25 });
const bound = fc.option(fc.integer({ min: 998, max: 1008 }), { nil: undefined });
const range = fc.record({ gt: bound, gte: bound, lt: bound, lte: bound });
const limit = fc.integer({ min: 1, max: 7 });

const none = { customers: 0, charges: 0, payment_intents: 0, subscriptions: 0, invoices: 0, refunds: 0 };

function fakeWith(seconds: readonly number[]) {
  const stripe = createStripeFake({ now: manualClock(noon), counts: none });
  for (const [index, at] of seconds.entries()) {
    stripe.create("customers", { email: `${index % 3}@correo.example` }, { at });
  }
  return stripe;
}

function within({ created }: StripeObject, { gt, gte, lt, lte }: Record<string, number | undefined>) {
  return !(
    (gt !== undefined && created <= gt) ||
    (gte !== undefined && created < gte) ||
    (lt !== undefined && created >= lt) ||
    (lte !== undefined && created > lte)
  );
}

const encoded = (bounds: Record<string, number | undefined>) =>
  Object.entries(bounds).flatMap(([key, value]) => (value === undefined ? [] : [`&created[${key}]=${value}`]));

const idsOf = (pages: readonly ListBody[]) => pages.flatMap(({ data }) => data.map(({ id }) => id));

describe("F32 · paging is exact: `has_more` leads to every object once, and stops", () => {
  it("forwards, with any limit and any filter", async () => {
    await fc.assert(
      fc.asyncProperty(customers, range, limit, fc.boolean(), async (seconds, bounds, size, filtered) => {
        const stripe = fakeWith(seconds);
        const query = `limit=${size}${encoded(bounds).join("")}${filtered ? "&email=1@correo.example" : ""}`;
        expect(stripe.count("customers")).toBe(seconds.length);
        const pages = await allPages(stripe, "customers", query);
        const wanted = stripe
          .objects("customers")
          .filter((object) => within(object, bounds) && (!filtered || object.email === "1@correo.example"));
        expect(idsOf(pages)).toEqual(wanted.map(({ id }) => id));
        expect(pages.slice(0, -1).every(({ data }) => data.length === size)).toBe(true);
      }),
    );
  });

  it("backwards with ending_before, from any object, in the same order", async () => {
    await fc.assert(
      fc.asyncProperty(customers, limit, fc.nat(), async (seconds, size, start) => {
        fc.pre(seconds.length > 0);
        const stripe = fakeWith(seconds);
        const all = stripe.objects("customers").map(({ id }) => id);
        const from = start % all.length;
        const found: string[] = [];
        for (let cursor = all[from], more = true; more; ) {
          const page: ListBody = await (
            await ask(stripe, `/v1/customers?limit=${size}&ending_before=${cursor}`)
          ).json();
          found.unshift(...idsOf([page]));
          more = page.has_more;
          cursor = page.data[0]?.id ?? cursor;
        }
        expect(found).toEqual(all.slice(0, from));
      }),
    );
  });

  it("newest first, the last created of one second before the others", () => {
    const stripe = fakeWith([1001, 1000, 1001, 1002]);
    const order = stripe.objects("customers").map(({ created, email }) => `${created} ${email}`);
    expect(order.map((line) => line.slice(0, 6))).toEqual(["1002 0", "1001 2", "1001 0", "1000 1"]);
  });

  it("holds its place while newer objects arrive and the cursor's own object changes", async () => {
    const stripe = fakeWith([1000, 1001, 1002, 1003, 1004]);
    const before = stripe.objects("customers").map(({ id }) => id);
    const first: ListBody = await (await ask(stripe, "/v1/customers?limit=2")).json();
    const cursor = first.data[1]?.id as string;
    stripe.create("customers", {}, { at: 1005 });
    stripe.update("customers", cursor, { name: "otra" }, { at: 1006 });
    const rest: ListBody = await (await ask(stripe, `/v1/customers?limit=9&starting_after=${cursor}`)).json();
    expect([...idsOf([first]), ...idsOf([rest])]).toEqual(before);
  });
});
