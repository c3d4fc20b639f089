import { describe, expect, it } from "vitest";
import {
  accountWith,
  contentOf,
  dayMs,
  failureOf,
  present,
  readAll,
  recordsOf,
  since,
  sliceOf,
  transactionsSince,
} from "./paypal.fixture.ts";

const fake = accountWith();
const month = since(present - 30 * dayMs);

/** The fake, but for what `instead` answers. */
const except = (instead: (url: URL, times: number) => Response | undefined, on = fake): typeof fetch => {
  let times = 0;
  return async (input, init) => {
    const url = new URL((input as Request).url);
    if (url.pathname.endsWith("/token")) return on.fetch(input, init);
    return instead(url, ++times) ?? (await on.fetch(input, init));
  };
};
const search = "/v1/reporting/transactions";
const only = { streams: ["transactions"] };

describe("F31 · never ends as if complete", () => {
  it("when the secret is refused", async () => {
    const credentials = { PAYPAL_CLIENT_ID: fake.clientId, PAYPAL_CLIENT_SECRET: "EGnHDxD_qRPdaLdZz8iCr8N7" };
    const { error, pages } = await failureOf(sliceOf(fake, { credentials }));
    expect(error).toMatchObject({ code: "credentials_refused", retryable: false });
    expect([error.message, pages]).toEqual(["PayPal: POST /v1/oauth2/token answered 401", []]);
  });

  it("when every token is refused, after two of them", async () => {
    const before = fake.tokensIssued;
    const fetch = except(() => new Response(null, { status: 401 }));
    const { error, pages } = await failureOf(sliceOf(fake, { fetch, ...month, ...only }));
    expect([error.code, pages, fake.tokensIssued - before]).toEqual(["credentials_refused", [], 2]);
  });

  it("when the app may not search, and says so", async () => {
    const issue = {
      issue: "PERMISSION_DENIED",
      description: "You do not have permission to perform operations on this resource.",
    };
    const body = {
      name: "NOT_AUTHORIZED",
      message: "Authorization failed due to insufficient permissions.",
      details: [issue],
    };
    const fetch = except(({ pathname }) => (pathname === search ? Response.json(body, { status: 403 }) : undefined));
    const { error } = await failureOf(sliceOf(fake, { fetch }));
    expect(error).toMatchObject({ code: "permission_missing", retryable: false, providerCode: "NOT_AUTHORIZED" });
    expect(error.message).toContain("You do not have permission");
  });

  it("when an old span is not available", async () => {
    const body = { name: "INVALID_REQUEST", message: "Data for the given start date is not available." };
    const fetch = except((_, times) => (times === 1 ? Response.json(body, { status: 400 }) : undefined));
    const { error } = await failureOf(sliceOf(fake, { fetch, ...only }));
    expect(error).toMatchObject({ code: "provider_rejected", retryable: false });
  });

  const page = { transaction_details: [], total_items: 0, total_pages: 0 };
  it.each<[string, unknown]>([
    ["is nothing", null],
    ["says no total", { ...page, total_items: undefined }],
    ["says no number of pages", { ...page, total_pages: undefined }],
    ["lacks its rows", { ...page, total_items: 3, total_pages: 1 }],
    ["has a row without an id", { ...page, transaction_details: [{ transaction_info: {} }] }],
    ["is about another time", { ...page, start_date: "2026-01-01T00:00:00Z" }],
    ["ends after its span", { ...page, end_date: "2026-12-01T00:00:00Z" }],
  ])("F32 · when a page of transactions %s", async (_, body) => {
    const { error, pages } = await failureOf(sliceOf(fake, { fetch: except(() => Response.json(body)), ...only }));
    expect(error).toMatchObject({ code: "answer_malformed", retryable: true });
    expect(pages).toEqual([]);
  });

  it("F4 · when the page of transactions stands still", async () => {
    const crowded = accountWith({ counts: { transactions: 1_200, subscriptions: 0 }, historyDays: 20 });
    const fetch: typeof globalThis.fetch = (input, init) => {
      const url = new URL((input as Request).url);
      if (url.pathname !== search) return crowded.fetch(input, init);
      url.searchParams.set("page", "1");
      return crowded.fetch(url, { headers: (input as Request).headers });
    };
    const { error, pages } = await failureOf(sliceOf(crowded, { fetch, ...month, ...only }));
    expect(error).toMatchObject({ code: "cursor_stuck", retryable: false });
    expect(pages).toHaveLength(1);
  });

  it("F4 · when the page of subscriptions stands still", async () => {
    const subscriptions = fake.subscriptions().slice(0, 20);
    const fetch = except(() => Response.json({ subscriptions }));
    const { error, pages } = await failureOf(sliceOf(fake, { fetch, streams: ["subscriptions"] }));
    expect(error).toMatchObject({ code: "cursor_stuck", retryable: false });
    expect(pages).toHaveLength(1);
  });

  it("F32 · when the list does not do as its filter says", async () => {
    const subscriptions = fake.subscriptions((one) => Date.parse(one.status_update_time) < present - 60 * dayMs);
    expect(subscriptions.length).toBeGreaterThan(0);
    const fetch = except(() => Response.json({ subscriptions }));
    const { error } = await failureOf(sliceOf(fake, { fetch, ...month, streams: ["subscriptions"] }));
    expect(error).toMatchObject({ code: "answer_malformed" });
  });
});

it("reads the list of subscriptions to its end where no link tells of a next page", async () => {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await fake.fetch(input, init);
    if (!(input as Request).url.includes("/subscriptions")) return response;
    const { subscriptions } = (await response.json()) as { subscriptions: unknown[] };
    return Response.json({ subscriptions });
  };
  const records = recordsOf(await readAll(sliceOf(fake, { fetch, streams: ["subscriptions"] })));
  expect(records).toHaveLength(fake.count().subscriptions);
});

it("F31 · takes an empty answer without a list for an empty one", async () => {
  const body = { total_items: 0, total_pages: 0, page: 1 };
  const fetch = except(({ searchParams }) =>
    searchParams.get("page_size") === "500" ? Response.json(body) : undefined,
  );
  const records = recordsOf(await readAll(sliceOf(fake, { fetch, ...month })));
  expect(contentOf(records, "transaction")).toEqual([]);
  expect(transactionsSince(fake, present - 30 * dayMs).length).toBeGreaterThan(0);
});
