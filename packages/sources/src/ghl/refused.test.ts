import { describe, expect, it } from "vitest";
import { failureOf, locationWith, readAll, recordsOf, sliceOf } from "./ghl.fixture.ts";

const fake = locationWith();
const wrong = { GHL_API_KEY: "pit-51Habcdefgh-ijkl", GHL_LOCATION_ID: fake.locationId };

/** The fake, but for what `instead` answers. */
const except = (instead: (url: URL, times: number) => Response | undefined, on = fake): typeof fetch => {
  let times = 0;
  return async (input, init) => instead(new URL((input as Request).url), ++times) ?? (await on.fetch(input, init));
};
const always = (path: string, body: () => unknown) =>
  except((url) => (url.pathname === path ? Response.json(body()) : undefined));

describe("F31 · never ends as if complete", () => {
  it("when the token is refused", async () => {
    const { error, pages } = await failureOf(sliceOf(fake, { credentials: wrong, streams: ["contacts"] }));
    expect(error).toMatchObject({ code: "credentials_refused", retryable: false });
    expect(error).toMatchObject({ message: "GoHighLevel: POST /contacts/search answered 401" });
    expect(pages).toEqual([]);
  });

  it("when the token may not see the location", async () => {
    const credentials = { GHL_API_KEY: fake.key, GHL_LOCATION_ID: "another" };
    const { error } = await failureOf(sliceOf(fake, { credentials }));
    expect(error).toMatchObject({ code: "permission_missing", retryable: false });
    expect((error as Error).message).toContain("does not have access to this location");
  });

  it.each(["contacts", "transactions", "subscriptions", "opportunities"] as const)(
    "when the token lacks the scope for %s, which GoHighLevel tells with a 401",
    async (stream) => {
      const modest = locationWith({ scopes: ["locations.readonly"] });
      const { error } = await failureOf(sliceOf(modest, { streams: [stream] }));
      expect(error).toMatchObject({ code: "permission_missing", retryable: false });
      expect((error as Error).message).toContain("The token is not authorized for this scope.");
    },
  );

  it.each([
    ["one text", "no access", "no access"],
    ["several", ["no access", "ask the agency"], "no access; ask the agency"],
    ["something else", { deep: true }, ""],
  ])("when a permission is missing and the message is %s", async (_, message, shown) => {
    const fetch = except(() => Response.json({ statusCode: 403, message }, { status: 403 }));
    const { error } = await failureOf(sliceOf(fake, { fetch, streams: ["subscriptions"] }));
    expect(error).toMatchObject({ code: "permission_missing", retryable: false });
    expect(error).toMatchObject({
      message: `GoHighLevel: GET /payments/subscriptions answered 403${shown && ` (${shown})`}`,
    });
  });

  it.each([
    ["contacts", "/contacts/search", "no contacts", { total: 3 }],
    ["contacts", "/contacts/search", "a contact without id", { contacts: [{ dateAdded: "2026-01-01" }], total: 1 }],
    ["contacts", "/contacts/search", "a contact without any date", { contacts: [{ id: "a" }], total: 1 }],
    ["contacts", "/contacts/search", "nothing", null],
    ["subscriptions", "/payments/subscriptions", "no count", { data: [] }],
    ["subscriptions", "/payments/subscriptions", "no rows and a count", { data: [], totalCount: 3 }],
    [
      "subscriptions",
      "/payments/subscriptions",
      "a row without id",
      { data: [{ createdAt: "2026-01-01" }], totalCount: 1 },
    ],
    [
      "subscriptions",
      "/payments/subscriptions",
      "a row of no time",
      { data: [{ _id: "a", createdAt: "?" }], totalCount: 1 },
    ],
    [
      "transactions",
      "/payments/transactions",
      "more rows than it counts",
      { data: [{ _id: "a", createdAt: "2026-11-20T00:00:00Z" }], totalCount: 0 },
    ],
    [
      "transactions",
      "/payments/transactions",
      "rows of another time",
      { data: [{ _id: "a", createdAt: "2030-01-01T00:00:00Z" }], totalCount: 1 },
    ],
    ["opportunities", "/opportunities/search", "no meta", { opportunities: [] }],
    [
      "opportunities",
      "/opportunities/search",
      "no place of the next page",
      { opportunities: [{ id: "a" }], meta: { nextPageUrl: "https://x" } },
    ],
    [
      "opportunities",
      "/opportunities/search",
      "nothing and says that there is more",
      { opportunities: [], meta: { nextPageUrl: "https://x" } },
    ],
  ])("F32 · when a page of %s (%s) has %s", async (stream, path, _, body) => {
    const { error } = await failureOf(sliceOf(fake, { fetch: always(path, () => body), streams: [stream] }));
    expect(error).toMatchObject({ code: "answer_malformed", retryable: true });
  });
});

describe("F4 · the cursor stands still", () => {
  const contact = fake.objects("contacts", ({ dateUpdated }) => dateUpdated !== null)[0] ?? {};
  const rows = fake.objects("subscriptions").slice(0, 40);

  it.each([
    [
      "contacts",
      "/contacts/search",
      () => ({
        contacts: [{ ...contact, dateAdded: "2016-01-01T00:00:00Z", searchAfter: [Date.UTC(2016, 0), "a"] }],
        total: 900,
      }),
    ],
    ["subscriptions", "/payments/subscriptions", () => ({ data: rows, totalCount: 900 })],
    [
      "opportunities",
      "/opportunities/search",
      () => ({ opportunities: [{ id: "a" }], meta: { nextPageUrl: "https://x", startAfter: 5, startAfterId: "a" } }),
    ],
  ])("and %s fail with cursor_stuck, after another try", async (stream, path, body) => {
    let asked = 0;
    const fetch = always(path, () => {
      asked += 1;
      return body();
    });
    const window = {
      checkpoint:
        stream === "contacts"
          ? { v: 2, left: [["contacts", Date.UTC(2016, 0) / 1000, Date.UTC(2016, 0) / 1000 + 1, null]] }
          : null,
    };
    const { error, pages } = await failureOf(sliceOf(fake, { ...window, fetch, streams: [stream] }));
    expect(error).toMatchObject({ code: "cursor_stuck", retryable: false });
    expect(pages.length).toBe(1);
    expect(asked).toBeGreaterThan(2);
    expect(asked).toBeLessThan(10);
  });

  it("and opportunities whose cursor goes round in a circle fail, too", async () => {
    const fetch = except((url) => {
      const at = url.searchParams.get("startAfterId") === "a" ? "b" : "a";
      const meta = { nextPageUrl: "https://x", startAfter: 5, startAfterId: at };
      return Response.json({ opportunities: [{ id: at }], meta });
    });
    const { error, pages } = await failureOf(sliceOf(fake, { fetch, streams: ["opportunities"] }));
    expect(error).toMatchObject({ code: "cursor_stuck" });
    expect(pages.length).toBe(2);
  });
});

describe("429", () => {
  const slow = (reason?: string) =>
    locationWith({ faults: { rules: [{ kind: "rate_limited", ...(reason && { reason }) }] } });

  it("P1 · waits for the interval that GoHighLevel names", async () => {
    const { error } = await failureOf(sliceOf(slow(), { limits: { backoffMs: 1, maxWaitMs: 9_000 } }));
    expect(error).toMatchObject({ code: "rate_limited", retryable: true, retryAfterMs: 10_000 });
  });

  it("P1 · waits until tomorrow when the day's requests are used up", async () => {
    const { error } = await failureOf(sliceOf(slow("daily")));
    expect(error).toMatchObject({ code: "rate_limited", retryable: true, retryAfterMs: 12 * 3_600_000 });
  });

  it("P1 · a day's requests that end in the middle are no end of the run; it goes on where it was", async () => {
    const poor = locationWith({ perDay: 20 });
    const { error, pages } = await failureOf(sliceOf(poor));
    expect(error).toMatchObject({ code: "rate_limited", retryAfterMs: 12 * 3_600_000 });
    const whole = locationWith();
    const rest = await readAll(sliceOf(whole, { checkpoint: pages.at(-1)?.checkpoint ?? null }));
    const ids = [...recordsOf(pages), ...recordsOf(rest)].map(({ id }) => id);
    expect(ids.length).toBe(1_000);
    expect(new Set(ids).size).toBe(1_000);
  });

  it("P1 · beyond a hundred requests in ten seconds is passed through with patience", async () => {
    const fake = locationWith({ faults: { limit: { total: 3, perMs: 150 } } });
    const headers = { "x-ratelimit-interval-milliseconds": "150" };
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await fake.fetch(input, init);
      return response.status === 429 ? new Response(response.body, { status: 429, headers }) : response;
    };
    const limits = { backoffMs: 1, retries: 50, maxWaitMs: 60_000 };
    const records = recordsOf(
      await readAll(sliceOf(fake, { fetch, limits, streams: ["subscriptions", "opportunities"] })),
    );
    expect(records.length).toBe(fake.count("subscriptions") + fake.count("opportunities"));
    expect(fake.log.entries.length).toBeGreaterThan(3);
  });
});
