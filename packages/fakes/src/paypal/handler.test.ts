import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { createPaypalFake, type PaypalFake } from "./fake.ts";
import { ask, askToken, bodyOf, dayMs, noon, type SearchBody, search } from "./test-client.ts";

const accountWith = (options = {}) => createPaypalFake({ seed: 7, now: manualClock(noon), ...options });
const paypal = accountWith();
const all = "balance_affecting_records_only=N&page_size=500&fields=all";
const found = (path: string, on: PaypalFake = paypal) => bodyOf<SearchBody>(ask(on, path));

async function refusal(path: string, on: PaypalFake = paypal) {
  const response = await ask(on, path);
  const body = (await response.json()) as { name: string; message: string; details: Record<string, string>[] };
  return { status: response.status, ...body, issue: body.details[0] };
}

describe("tokens", () => {
  it("are given for the right credentials only", async () => {
    expect(await bodyOf(askToken(paypal))).toMatchObject({ token_type: "Bearer", expires_in: 32_400 });
    const wrong = await askToken(paypal, "demo-client-id:wrong");
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { error: "invalid_client" }]);
    const request = {
      method: "POST",
      headers: { authorization: `Basic ${btoa("demo-client-id:demo-client-secret")}` },
    };
    expect((await paypal.fetch("https://api-m.paypal.com/v1/oauth2/token", request)).status).toBe(400);
  });

  it("end by the clock, or when the test says so", async () => {
    const now = manualClock(noon);
    const fake = createPaypalFake({ now, settings: { tokenLifeS: 60 } });
    const { access_token } = await bodyOf<{ access_token: string }>(askToken(fake));
    const status = async () => {
      const headers = { authorization: `Bearer ${access_token}` };
      return (await fake.fetch("https://api-m.paypal.com/v1/billing/subscriptions", { headers })).status;
    };
    expect(await status()).toBe(200);
    now.advance(60_000);
    expect(await status()).toBe(401);
    const { access_token: next } = await bodyOf<{ access_token: string }>(askToken(fake));
    expect(next).not.toBe(access_token);
    fake.expireTokens();
    const headers = { authorization: `Bearer ${next}` };
    const refused = await fake.fetch("https://api-m.paypal.com/v1/billing/subscriptions", { headers });
    expect([refused.status, await refused.json()]).toMatchObject([401, { name: "AUTHENTICATION_FAILURE" }]);
  });
});

describe("the transaction search", () => {
  it("has pages from 1 on, oldest first, and says how many there are", async () => {
    const [first, second] = [await found(search(31, `${all}&page_size=20`)), await found(search(31, `${all}&page=2`))];
    const count = paypal.transactions(({ at }) => at * 1000 >= noon - 31 * dayMs).length;
    expect([first.page, first.total_items, first.total_pages]).toEqual([1, count, 1]);
    expect(first.transaction_details).toHaveLength(count);
    expect([second.page, second.transaction_details]).toEqual([2, []]);
    const dates = first.transaction_details.map(({ transaction_info: info }) =>
      Date.parse(info.transaction_initiation_date as string),
    );
    expect(dates).toEqual([...dates].sort((a, b) => a - b));
    const small = await found(search(31, "balance_affecting_records_only=N&page_size=50&page=2"));
    expect(small.transaction_details.map(({ transaction_info: { transaction_id: id } }) => id)).toEqual(
      first.transaction_details.slice(50, 100).map(({ transaction_info: { transaction_id: id } }) => id),
    );
    expect(small.links.map(({ rel }) => rel)).toEqual(["self", "first", "prev", "next", "last"]);
  });

  it("leaves out what does not move money, and all parts but one, unless asked", async () => {
    const [usual, whole] = [await found(search(31)), await found(search(31, all))];
    expect(usual.total_items).toBeLessThan(whole.total_items);
    expect(new Set(usual.transaction_details.flatMap(Object.keys))).toEqual(new Set(["transaction_info"]));
    expect(whole.transaction_details[0]).toHaveProperty("payer_info");
  });

  it("has ids that are not unique", async () => {
    const rows = paypal.transactions().map(({ detail }) => detail.transaction_info);
    const codes = Map.groupBy(rows, ({ transaction_id: id }) => id);
    const double = [...codes.values()].filter((same) => same.length > 1);
    const codesOf = (same: typeof rows) => new Set(same.map((info) => info.transaction_event_code)).size;
    expect(double.filter((same) => codesOf(same) > 1).length).toBeGreaterThan(10);
    expect(double.filter((same) => codesOf(same) === 1).length).toBeGreaterThan(0);
  });

  it("shows nothing newer than its last refresh, and says so", async () => {
    const late = accountWith({ counts: { transactions: 0, subscriptions: 0 }, settings: { lagMs: 3 * 3_600_000 } });
    late.createTransaction({ at: noon / 1000 - 3 * 3600 });
    late.createTransaction({ at: noon / 1000 - 3 * 3600 + 1 });
    const body = await found(search(1), late);
    expect(body.total_items).toBe(1);
    expect([body.end_date, body.last_refreshed_datetime].map(Date.parse)).toEqual([
      noon - 10_800_000,
      noon - 10_800_000,
    ]);
    expect(await refusal(search(0.1), late)).toMatchObject({
      status: 400,
      name: "INVALID_REQUEST",
      message: "Data for the given start date is not available.",
    });
    late.settings.lagMs = 0;
    expect((await found(search(1), late)).total_items).toBe(2);
  });

  it("refuses more rows than it bears", async () => {
    const small = accountWith({ settings: { maxItems: 10 } });
    expect(await refusal(search(31), small)).toMatchObject({
      status: 400,
      name: "RESULTSET_TOO_LARGE",
      maximum_items: 10,
    });
    small.settings.maxItems = 10_000;
    expect((await found(search(31), small)).total_items).toBeGreaterThan(10);
  });

  it.each([
    ["?start_date=2026-11-01T00:00:00Z", "end_date", "MISSING_REQUIRED_PARAMETER"],
    ["?end_date=2026-11-01T00:00:00Z", "start_date", "MISSING_REQUIRED_PARAMETER"],
    ["?start_date=2026-11-01&end_date=2026-11-02T00:00:00Z", "start_date", "INVALID_DATE_FORMAT"],
    ["?start_date=2026-11-02T00:00:00Z&end_date=2026-11-01T00:00:00Z", "end_date", "INVALID_DATE_RANGE"],
    ["?start_date=2026-11-02T00:00:00Z&end_date=2026-11-24T12:00:01Z", "end_date", "INVALID_DATE_RANGE"],
    ["?start_date=2026-10-01T00:00:00Z&end_date=2026-11-01T00:00:01Z", "end_date", "INVALID_DATE_RANGE"],
  ])("refuses %s", async (query, field, issue) => {
    expect(await refusal(`/v1/reporting/transactions${query}`)).toMatchObject({ status: 400, issue: { field, issue } });
  });

  it.each(["page_size=0", "page_size=501", "page=0", "page=x", "fields=gross", "balance_affecting_records_only=yes"])(
    "refuses %s",
    async (query) => {
      const [field] = query.split("=");
      const issue = "INVALID_PARAMETER_VALUE";
      expect(await refusal(search(1, query))).toMatchObject({ status: 400, issue: { field, issue } });
    },
  );

  it("knows no more what is older than three years", async () => {
    const old = "?start_date=2023-11-24T00:00:00Z&end_date=2023-12-01T00:00:00Z";
    expect(await refusal(`/v1/reporting/transactions${old}`)).toMatchObject({
      message: "Data for the given start date is not available.",
    });
    const young = "?start_date=2023-11-26T00:00:00Z&end_date=2023-12-01T00:00:00Z";
    expect((await found(`/v1/reporting/transactions${young}`)).total_items).toBe(0);
  });
});

describe("the list of subscriptions", () => {
  const listed = async (query: string) =>
    (await bodyOf<{ subscriptions: { id: string }[] }>(ask(paypal, `/v1/billing/subscriptions?${query}`)))
      .subscriptions;

  it("has pages of ten, and of twenty at most", async () => {
    expect(await listed("")).toHaveLength(10);
    expect(await listed("page_size=20")).toHaveLength(20);
    expect(await listed("page_size=20&page=5")).toEqual([]);
    expect(await refusal("/v1/billing/subscriptions?page_size=21")).toMatchObject({ status: 400 });
  });

  it("filters by creation, change of status and status", async () => {
    const time = new Date(noon - 7 * dayMs).toISOString();
    const later = (one: object, field: string) =>
      Date.parse(String((one as Record<string, unknown>)[field])) > noon - 7 * dayMs;
    const created = paypal.subscriptions((one) => later(one, "create_time"));
    expect(created.length).toBeGreaterThan(2);
    expect(await listed(`page_size=20&created_after=${time}`)).toHaveLength(created.length);
    const changed = paypal.subscriptions((one) => later(one, "status_update_time"));
    expect(changed.length).toBeGreaterThan(created.length);
    expect(await listed(`page_size=20&status_updated_after=${time}`)).toHaveLength(changed.length);
    const cancelled = await listed("page_size=20&statuses=CANCELLED,EXPIRED");
    expect(cancelled.length).toBeGreaterThan(0);
    expect(await refusal("/v1/billing/subscriptions?statuses=GONE")).toMatchObject({ status: 400 });
  });

  it("gives one by its id, and nothing else", async () => {
    const [one] = paypal.subscriptions();
    expect(await bodyOf(ask(paypal, `/v1/billing/subscriptions/${one?.id}`))).toEqual(one);
    expect(await refusal("/v1/billing/subscriptions/I-0")).toMatchObject({ status: 404, name: "RESOURCE_NOT_FOUND" });
    expect(await refusal("/v1/nothing")).toMatchObject({ status: 404 });
  });
});

describe("limits", () => {
  it("429 in PayPal's words, without a Retry-After", async () => {
    const fake = accountWith({ faults: { rules: [{ kind: "rate_limited" }] } });
    const answer = await fake.fetch("https://api-m.paypal.com/v1/billing/subscriptions");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, null]);
    expect(await answer.json()).toMatchObject({ name: "RATE_LIMIT_REACHED" });
  });

  it("a ban for who asks too often", async () => {
    const fake = accountWith({ settings: { limit: { perMinute: 3 } } });
    await ask(fake, search(1));
    expect((await ask(fake, search(1))).status).toBe(429);
    expect([(await askToken(fake)).status, fake.bans]).toEqual([429, 1]);
  });
});
