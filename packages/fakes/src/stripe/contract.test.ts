import { beforeAll, describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { readSpec, specsDir } from "../testing/specs.ts";
import { type StripeContract, stripeContract } from "../testing/stripe-contract.ts";
import { type StripeCollection, type StripeObject, stripeLists } from "./collections.ts";
import { createStripeFake } from "./fake.ts";
import type { StripeSamples } from "./samples.ts";
import { allPages, ask, noon, wholeList } from "./test-client.ts";

const collections: StripeCollection[] = [...stripeLists, "events"];
const skipped = specsDir ? "" : " (skipped: SINCRO_SPECS_DIR is not set)";

describe.skipIf(!specsDir)(`against the contracts that Stripe wrote${skipped}`, () => {
  const dir = specsDir as string;
  const stripe = createStripeFake({ seed: 7, now: manualClock(noon), scale: 3 });
  let contract: StripeContract;
  let samples: StripeSamples;

  beforeAll(() => {
    contract = stripeContract(dir);
    samples = readSpec<{ resources: StripeSamples }>(dir, "stripe/stripe-fixtures3-2026-08-21.json").resources;
  });

  it.each(collections)("every page of %s, and every object on it, is as documented", async (collection) => {
    const pages = await wholeList(stripe, collection);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.flatMap(({ data }) => data)).toHaveLength(stripe.count(collection));
    expect(pages.flatMap((page) => contract.page(collection, page))).toEqual([]);
  });

  it("so are the account, a deleted customer, and what tests create without a word", async () => {
    const fake = createStripeFake({ now: manualClock(noon) });
    const { id } = fake.create("customers", {});
    fake.deleteCustomer(id);
    const answers = ["/v1/account", `/v1/customers/${id}`].map(async (path) => (await ask(fake, path)).json());
    const bare = stripeLists.map((list) => fake.create(list, {}));
    expect([...(await Promise.all(answers)), ...bare].flatMap((object) => contract.object(object))).toEqual([]);
  });

  it.each(["/v1/nothing", "/v1/charges/ch_0", "/v1/charges?limit=0", "/v1/charges?starting_after=ch_0"])(
    "so is the refusal of %s",
    async (path) => {
      expect(contract.error(await (await ask(stripe, path)).json())).toEqual([]);
    },
  );

  it("so are the errors that the switches make", async () => {
    const fake = createStripeFake({
      faults: {
        rules: [
          { kind: "rate_limited", times: 1 },
          { kind: "status", status: 500 },
        ],
      },
    });
    const bodies = [await (await ask(fake, "/v1/charges")).json(), await (await ask(fake, "/v1/charges")).json()];
    expect(bodies.flatMap((body) => contract.error(body))).toEqual([]);
  });

  it("Stripe's own samples can be sown: every page of them is as documented too", async () => {
    const none = { customers: 0, charges: 0, payment_intents: 0, subscriptions: 0, invoices: 0, refunds: 0 };
    const fake = createStripeFake({ now: manualClock(noon), counts: none, seeds: { samples, copies: 120 } });
    for (const collection of stripeLists) {
      expect(fake.count(collection)).toBe(120);
      const pages = await wholeList(fake, collection, 50);
      expect(pages).toHaveLength(3);
      expect(pages.flatMap((page) => contract.page(collection, page))).toEqual([]);
    }
    const events = await allPages(fake, "events");
    expect(events.flatMap((page) => contract.page("events", page))).toEqual([]);
  });

  it("knows the fields that the current version gave up", () => {
    const [charge] = stripe.objects("charges") as [StripeObject];
    const [invoice] = stripe.objects("invoices") as [StripeObject];
    const [subscription] = stripe.objects("subscriptions") as [StripeObject];
    expect(contract.object({ ...charge, invoice: null })).not.toEqual([]);
    expect(contract.object({ ...invoice, subscription: null })).not.toEqual([]);
    expect(contract.object({ ...subscription, current_period_end: 1 })).not.toEqual([]);
    expect(contract.object({ ...charge, amount: "100" })).not.toEqual([]);
    expect(contract.object({ id: "x", object: "unicorn" })).not.toEqual([]);
    expect(contract.page("charges", { object: "list", data: [], url: "/v1/charges" })).not.toEqual([]);
    expect(contract.error({ message: "no envelope" })).not.toEqual([]);
  });
});
