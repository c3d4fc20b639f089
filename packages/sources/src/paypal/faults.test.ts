import type { Fault, FaultRule } from "@sincro/fakes";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  accountWith,
  contentOf,
  dayMs,
  namesOf,
  present,
  readAll,
  readInSlices,
  recordsOf,
  since,
  sliceOf,
  subscriptionsSince,
  transactionsSince,
} from "./paypal.fixture.ts";

const faults: Fault[] = [
  { kind: "rate_limited" },
  { kind: "rate_limited", retryAfterS: 0 },
  { kind: "status", status: 500 },
  { kind: "truncated" },
  { kind: "malformed" },
  { kind: "closed" },
  { kind: "repeated" },
  { kind: "hang" },
];
const size = { counts: { transactions: 800, subscriptions: 240 }, historyDays: 45 };
const quick = { backoffMs: 1, timeoutMs: 150 };
const modes = [
  ["full", null],
  ["month", present - 30 * dayMs],
] as const;

function accountThatFails(rules: readonly FaultRule[]) {
  return accountWith({ ...size, faults: { rules } });
}

describe.each(modes)("mode %s", (_, startMs) => {
  describe.each(faults)("with faults %j", (fault) => {
    it.each([3, 5])("F31 F47 · in one answer of %i: the run is complete all the same", async (every) => {
      const fake = accountThatFails([{ ...fault, every }]);
      const { pages } = await readInSlices(sliceOf(fake, { ...since(startMs), limits: quick }));
      const records = recordsOf(pages);
      expect(contentOf(records, "transaction")).toEqual(transactionsSince(fake, startMs));
      expect(contentOf(records, "subscription")).toEqual(subscriptionsSince(fake, startMs));
      expect(fake.log.entries.filter((entry) => entry.fault === fault.kind).length).toBeGreaterThan(1);
    });
  });

  it("F47 · tokens that end again and again are changed", async () => {
    const fake = accountWith(size);
    let asked = 0;
    const fetch: typeof globalThis.fetch = (input, init) => {
      if (!(input as Request).url.endsWith("/token") && ++asked % 11 === 0) fake.expireTokens();
      return fake.fetch(input, init);
    };
    const records = recordsOf(await readAll(sliceOf(fake, { ...since(startMs), fetch })));
    expect(contentOf(records, "transaction")).toEqual(transactionsSince(fake, startMs));
    expect(contentOf(records, "subscription")).toEqual(subscriptionsSince(fake, startMs));
    expect(fake.tokensIssued).toBeGreaterThan(2);
  });
});

describe.each(faults)("with faults %j over HTTP", (fault) => {
  it("F31 F47 · in one answer of 3: the run is complete all the same", async () => {
    const fake = accountThatFails([{ ...fault, every: 3 }]);
    const server = await fake.listen();
    onTestFinished(() => server.close());
    const reach = { fetch: undefined, baseUrl: server.url, limits: { backoffMs: 1, timeoutMs: 1_000 } };
    const { pages } = await readInSlices(sliceOf(fake, { ...reach, ...since(present - 7 * dayMs) }));
    expect(contentOf(recordsOf(pages), "transaction")).toEqual(transactionsSince(fake, present - 7 * dayMs));
    expect(fake.log.entries.some((entry) => entry.fault === fault.kind)).toBe(true);
  });
});

describe("faults of the token's endpoint alone", () => {
  it.each(faults.filter(({ kind }) => kind !== "repeated"))("%j: the run is complete all the same", async (fault) => {
    const fake = accountThatFails([{ ...fault, path: "/v1/oauth2/token", times: 1 }]);
    const { pages } = await readInSlices(sliceOf(fake, { ...since(present - dayMs), limits: quick }));
    expect(namesOf(recordsOf(pages)).length).toBeGreaterThan(20);
    // Where the answer was lost on its way, a token had been given out all the same.
    expect(fake.tokensIssued).toBe(fault.kind === "rate_limited" || fault.kind === "status" ? 1 : 2);
  });

  it("P1 · a 429 without a Retry-After asks for a rest of a hundred seconds", async () => {
    const fake = accountThatFails([{ kind: "rate_limited", times: 1 }]);
    const { failures } = await readInSlices(sliceOf(fake, { ...since(present - dayMs) }));
    expect(failures).toMatchObject([
      { code: "rate_limited", retryAfterMs: 100_000, providerCode: "RATE_LIMIT_REACHED" },
    ]);
  });
});
