import type { Fault } from "@sincro/fakes";
import { describe, expect, it } from "vitest";
import type { SliceRequest } from "../source.ts";
import {
  dayMs,
  expected,
  locationWith,
  missingIn,
  namesOf,
  present,
  readAll,
  recordsOf,
  sliceOf,
} from "./ghl.fixture.ts";

const faults: Fault[] = [
  { kind: "rate_limited", retryAfterS: 0 },
  { kind: "status", status: 500 },
  { kind: "truncated" },
  { kind: "malformed" },
  { kind: "closed" },
  { kind: "repeated" },
  { kind: "hang" },
  { kind: "half" },
];

const options = { counts: { contacts: 900, transactions: 700, subscriptions: 230, opportunities: 260 } };
const windows: [string, Pick<SliceRequest, "windowStart">][] = [
  ["full", { windowStart: null }],
  ["month", { windowStart: new Date(present - 30 * dayMs).toISOString() }],
];

describe.each(windows)("mode %s", (_, window) => {
  const since = window.windowStart === null ? null : present - 30 * dayMs;

  describe.each(faults)("with faults %j", (fault) => {
    it.each([2, 3])("F31 F47 · in one answer of %i: the run is complete all the same", async (every) => {
      const fake = locationWith({ ...options, faults: { rules: [{ ...fault, every }] } });
      const limits = { backoffMs: 1, timeoutMs: 300, retries: 9 };
      const names = namesOf(recordsOf(await readAll(sliceOf(fake, { ...window, limits }))));
      // What is read by number may come twice when a page made it begin anew.
      expect(missingIn(names, expected(fake, since))).toEqual([]);
      expect(missingIn(expected(fake, since), names)).toEqual([]);
      if (fault.kind !== "repeated") expect(new Set(names).size).toBe(names.length);
      expect(fake.log.entries.filter((entry) => entry.fault === fault.kind).length).toBeGreaterThan(1);
    });
  });
});

describe.each(faults.filter(({ kind }) => kind !== "hang"))("with faults %j over HTTP", (fault) => {
  it("F31 F47 · in one answer of 3: the run is complete all the same", async () => {
    const fake = locationWith({ ...options, faults: { rules: [{ ...fault, every: 3 }] } });
    const server = await fake.listen();
    try {
      const reach = { fetch: undefined, baseUrl: server.url, limits: { backoffMs: 1, timeoutMs: 5_000, retries: 9 } };
      const names = namesOf(recordsOf(await readAll(sliceOf(fake, reach))));
      expect([...new Set(names)]).toEqual(expected(fake, null));
      expect(fake.log.entries.some((entry) => entry.fault === fault.kind)).toBe(true);
    } finally {
      await server.close();
    }
  });
});
