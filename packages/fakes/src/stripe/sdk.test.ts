import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import type { RunningServer } from "../shared/listen.ts";
import { specsDir } from "../testing/specs.ts";
import { assertStripeRequest } from "../testing/stripe-request.ts";
import { createStripeFake } from "./fake.ts";
import { noon } from "./test-client.ts";
import { stripeVersion } from "./version.ts";

const fake = createStripeFake({ seed: 7, scale: 2, now: manualClock(noon) });
let server: RunningServer;
let sdk: Stripe;

beforeAll(async () => {
  server = await fake.listen();
  const { hostname: host, port } = new URL(server.url);
  sdk = new Stripe(fake.key, { host, port, protocol: "http", maxNetworkRetries: 0 });
});
afterAll(() => server.close());

/** What Stripe documents too, but the trimmed contract lacks. */
const beyondContract = /^\/v1\/(disputes|payouts|products|prices)\/\w+$/;

async function idsOf(list: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of list) ids.push(id);
  return ids;
}

describe("Stripe's own SDK, which knows nothing of us", () => {
  it("is of the version that the fake speaks", () => {
    expect(Stripe.API_VERSION).toBe(stripeVersion);
  });

  it("lists everything, each once, by its own auto-pagination", async () => {
    const lists = {
      customers: sdk.customers.list({ limit: 100 }),
      charges: sdk.charges.list({ limit: 37 }),
      payment_intents: sdk.paymentIntents.list({ limit: 100 }),
      subscriptions: sdk.subscriptions.list({ limit: 100, status: "all" }),
      invoices: sdk.invoices.list({ limit: 100 }),
      refunds: sdk.refunds.list(),
      disputes: sdk.disputes.list({ limit: 5 }),
      payouts: sdk.payouts.list({ limit: 7 }),
      products: sdk.products.list({ limit: 3 }),
      events: sdk.events.list({ limit: 100 }),
    };
    for (const [name, list] of Object.entries(lists) as [keyof typeof lists, AsyncIterable<{ id: string }>][]) {
      expect(await idsOf(list)).toEqual(fake.objects(name).map(({ id }) => id));
    }
  });

  it("lists prices as documented: those that can be sold, and the archived ones when asked for them", async () => {
    const idsWhere = (active: boolean) =>
      fake.objects("prices", { where: (price) => price.active === active }).map(({ id }) => id);
    expect(await idsOf(sdk.prices.list({ limit: 4 }))).toEqual(idsWhere(true));
    expect(await idsOf(sdk.prices.list({ limit: 2, active: false }))).toEqual(idsWhere(false));
    expect(Math.min(idsWhere(true).length, idsWhere(false).length)).toBeGreaterThan(2);
  });

  it("fetches disputes, payouts, products and prices by id", async () => {
    const [dispute] = fake.objects("disputes");
    const [payout] = fake.objects("payouts");
    const [product] = fake.objects("products");
    const price = String(product?.default_price);
    expect((await sdk.disputes.retrieve(dispute?.id as string)).charge).toBe(dispute?.charge);
    expect((await sdk.payouts.retrieve(payout?.id as string)).amount).toBe(payout?.amount);
    expect((await sdk.products.retrieve(product?.id as string)).name).toBe(product?.name);
    expect((await sdk.prices.retrieve(price)).product).toBe(product?.id);
    await expect(sdk.payouts.retrieve("po_0")).rejects.toMatchObject({ code: "resource_missing" });
  });

  it("pages backwards, filters, and fetches by id", async () => {
    const all = fake.objects("charges");
    const middle = all[250];
    if (!middle) throw new Error("the fake has too few charges");
    expect(await idsOf(sdk.charges.list({ ending_before: middle.id, limit: 100 }))).toHaveLength(250);
    expect(await idsOf(sdk.charges.list({ created: { gt: middle.created }, limit: 100 }))).toHaveLength(
      fake.count("charges", { createdGt: middle.created }),
    );
    expect((await sdk.charges.retrieve(middle.id)).amount).toBe(middle.amount);
    expect((await sdk.accounts.retrieveCurrent()).country).toBe("MX");
  });

  it("recognises our refusals as Stripe's", async () => {
    await expect(sdk.charges.retrieve("ch_0")).rejects.toMatchObject({
      type: "StripeInvalidRequestError",
      code: "resource_missing",
    });
    await expect(sdk.charges.list({ limit: 500 })).rejects.toMatchObject({ param: "limit", statusCode: 400 });
    fake.faults.set({ rules: [{ kind: "rate_limited", times: 1 }] });
    await expect(sdk.charges.list()).rejects.toMatchObject({ type: "StripeRateLimitError" });
    fake.faults.set({ rules: [{ kind: "status", status: 500, times: 1 }] });
    await expect(sdk.charges.list()).rejects.toMatchObject({ type: "StripeAPIError" });
    fake.faults.clear();
    const stranger = new Stripe("sk_test_other", {
      ...new URL(server.url),
      host: "127.0.0.1",
      port: new URL(server.url).port,
      protocol: "http",
    });
    await expect(stranger.charges.list()).rejects.toMatchObject({ type: "StripeAuthenticationError" });
  });

  it.skipIf(!specsDir)(
    `sends nothing that assertStripeRequest does not know${specsDir ? "" : " (skipped: SINCRO_SPECS_DIR is not set)"}`,
    () => {
      expect(fake.log.entries.length).toBeGreaterThan(20);
      const checked = fake.log.entries.filter(({ path }) => !beyondContract.test(path));
      for (const request of checked) assertStripeRequest(request, specsDir as string);
    },
  );
});
