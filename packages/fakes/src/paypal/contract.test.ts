import { beforeAll, describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { type PaypalContract, paypalContract } from "../testing/paypal-contract.ts";
import { specsDir } from "../testing/specs.ts";
import { createPaypalFake } from "./fake.ts";
import { ask, bodyOf, noon, type SearchBody, search } from "./test-client.ts";

const skipped = specsDir ? "" : " (skipped: SINCRO_SPECS_DIR is not set)";
const everything = "fields=all&balance_affecting_records_only=N";

describe.skipIf(!specsDir)(`against the contracts that PayPal wrote${skipped}`, () => {
  const paypal = createPaypalFake({ seed: 7, now: manualClock(noon), scale: 2, historyDays: 31 });
  let contract: PaypalContract;
  beforeAll(() => {
    contract = paypalContract(specsDir as string);
  });

  it("every page of a search, and every row on it, is as documented", async () => {
    let rows = 0;
    for (let page = 1, pages = 1; page <= pages; page++) {
      const body = await bodyOf<SearchBody>(ask(paypal, search(31, `${everything}&page_size=500&page=${page}`)));
      expect(contract.search(body)).toEqual([]);
      rows += body.transaction_details.length;
      pages = body.total_pages;
    }
    expect(rows).toBe(paypal.count().transactions);
  });

  it("so is a search that finds nothing, one for some parts, and what tests create without a word", async () => {
    const fake = createPaypalFake({ now: manualClock(noon), counts: { transactions: 0, subscriptions: 0 } });
    expect(contract.search(await bodyOf(ask(fake, search(1))))).toEqual([]);
    fake.createTransaction();
    const body = await bodyOf<SearchBody>(ask(fake, search(1, "fields=transaction_info,payer_info")));
    expect([body.total_items, contract.search(body)]).toEqual([1, []]);
  });

  it("so is every page of the list of subscriptions, and each of them alone", async () => {
    let seen = 0;
    for (let page = 1; seen < paypal.count().subscriptions; page++) {
      const body = await bodyOf<{ subscriptions: { id: string }[] }>(
        ask(paypal, `/v1/billing/subscriptions?page_size=20&page=${page}`),
      );
      expect(contract.list(body)).toEqual([]);
      seen += body.subscriptions.length;
    }
    const { id } = paypal.createSubscription();
    expect(contract.subscription(await bodyOf(ask(paypal, `/v1/billing/subscriptions/${id}`)))).toEqual([]);
  });

  it.each([
    [400, search(32)],
    [400, search(1, "page_size=501")],
    [404, "/v1/billing/subscriptions/I-NOTHING"],
  ])("so is the refusal %i of %s", async (status, path) => {
    const answer = await ask(paypal, path);
    expect([answer.status, contract.error(status, await answer.json())]).toEqual([status, []]);
  });

  it.each([401, 403, 500, 503])("so is the error %i that the switches make", async (status) => {
    const fake = createPaypalFake({ faults: { rules: [{ kind: "status", status }] } });
    const answer = await fake.fetch("https://api-m.paypal.com/v1/billing/subscriptions");
    expect([answer.status, contract.error(status, await answer.json())]).toEqual([status, []]);
  });

  it("notices what is not documented", async () => {
    const body = await bodyOf<SearchBody>(ask(paypal, search(31, everything)));
    const [row] = body.transaction_details;
    expect(contract.search({ ...body, has_more: true })).not.toEqual([]);
    expect(contract.search({ ...body, transaction_details: [{ ...row, gross: 1 }] })).not.toEqual([]);
    const [subscription] = paypal.subscriptions();
    expect(contract.subscription({ ...subscription, status: "CANCELED" })).not.toEqual([]);
    expect(contract.subscription({ ...subscription, gross: 1 })).not.toEqual([]);
    expect(contract.error(400, { name: "WRONG" })).not.toEqual([]);
  });
});
