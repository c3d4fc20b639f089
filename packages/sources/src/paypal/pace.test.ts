import { type FaultRule, manualClock } from "@sincro/fakes";
import { expect, it } from "vitest";
import type { Pace } from "../source.ts";
import {
  accountWith,
  contentOf,
  present,
  readInSlices,
  recordsOf,
  sliceOf,
  transactionsSince,
} from "./paypal.fixture.ts";

const minuteMs = 60_000;

/** An account that bans whoever asks more than fifty times a minute, and a pace of half of that by the same clock. */
function account(rules: readonly FaultRule[] = []) {
  const now = manualClock(present);
  const fake = accountWith({
    now,
    counts: { transactions: 1_500, subscriptions: 320 },
    settings: { limit: { perMinute: 50 } },
    faults: { rules },
  });
  const times: number[] = [];
  let free = now();
  let sent = () => {};
  let last: Promise<void> = Promise.resolve();
  const fetch: typeof globalThis.fetch = (input, init) => {
    times.push(now());
    sent();
    return fake.fetch(input, init);
  };
  const pace: Pace = {
    // Time passes only when the request that had the last turn is on its way.
    async turn() {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      sent = resolve;
      const turn = Math.max(free, now());
      now.advance(turn - now());
      free = turn + minuteMs / 25;
    },
    async rest(_, ms) {
      free = Math.max(free, now() + ms);
    },
  };
  const mostInAMinute = () =>
    Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + minuteMs).length));
  return { fake, fetch, pace, times, mostInAMinute };
}

it.each<[string, FaultRule[]]>([
  ["nothing goes wrong", []],
  ["one answer of 4 is a 500", [{ kind: "status", status: 500, every: 4 }]],
  ["one answer of 4 is a 429", [{ kind: "rate_limited", every: 4 }]],
  [
    "one answer of 4 says that the token has ended",
    [{ kind: "status", status: 401, every: 4, path: "/v1/billing/subscriptions" }],
  ],
])("P1 · never asks so often that PayPal would ban it, when %s", async (_, rules) => {
  const { fake, fetch, pace, times, mostInAMinute } = account(rules);
  const { pages } = await readInSlices(sliceOf(fake, { fetch, pace }));
  expect(contentOf(recordsOf(pages), "transaction")).toEqual(transactionsSince(fake, null));
  expect(times.length).toBe(fake.log.entries.length);
  expect(times.length).toBeGreaterThan(50);
  expect(mostInAMinute()).toBeLessThanOrEqual(25);
  expect(fake.bans).toBe(0);
});

it("P1 · would be banned without a pace, so that the tests above mean something", async () => {
  const { fake, fetch } = account();
  await expect(readInSlices(sliceOf(fake, { fetch }))).rejects.toMatchObject({ code: "rate_limited" });
  expect(fake.bans).toBe(1);
});
