import type { Fault } from "@sincro/fakes";
import { beforeAll, describe, expect, it } from "vitest";
import type { Page, SliceRequest } from "../source.ts";
import {
  accountWith,
  dayMs,
  idsOf,
  oneByOne,
  outline,
  present,
  readAll,
  recordsOf,
  sliceOf,
} from "./stripe.fixture.ts";

const faults: Fault[] = [
  { kind: "rate_limited" },
  { kind: "rate_limited", retryAfterS: 0, reason: "endpoint-rate" },
  { kind: "status", status: 500 },
  { kind: "truncated" },
  { kind: "malformed" },
  { kind: "closed" },
  { kind: "repeated" },
  { kind: "hang" },
];

const windows: [string, Pick<SliceRequest, "windowStart">][] = [
  ["full", { windowStart: null }],
  ["month", { windowStart: new Date(present - 30 * dayMs).toISOString() }],
];

/** As many as a request is tried again: so many in all cannot be too many for one, whatever overtakes what. */
const times = 5;

describe.each(windows)("mode %s", (_, window) => {
  let undisturbed: Page[];
  beforeAll(async () => {
    undisturbed = await readAll(sliceOf(accountWith({ scale: 0.5 }), window), oneByOne);
  });

  describe.each(faults)("with faults %j", (fault) => {
    it.each([2, 3])("F31 F47 · in one answer of %i: the run is complete all the same", async (every) => {
      const fake = accountWith({ scale: 0.5, faults: { rules: [{ ...fault, every }] } });
      const pages = await readAll(sliceOf(fake, { ...window, limits: { backoffMs: 1, timeoutMs: 150 } }), oneByOne);
      expect(outline(pages)).toEqual(outline(undisturbed));
      expect(fake.log.entries.filter((entry) => entry.fault === fault.kind).length).toBeGreaterThan(1);
    });

    it.each([1, 2, 5])("F31 F47 · in one answer of %i, side by side: so it is", async (every) => {
      const fake = accountWith({ scale: 0.5, faults: { rules: [{ ...fault, every, times }] } });
      const pages = await readAll(sliceOf(fake, { ...window, limits: { backoffMs: 1, timeoutMs: 1_000 } }));
      expect(idsOf(recordsOf(pages))).toEqual(idsOf(recordsOf(undisturbed)));
      expect(fake.log.entries.filter((entry) => entry.fault === fault.kind)).toHaveLength(times);
    });
  });
});

describe.each(faults)("with faults %j over HTTP", (fault) => {
  it("F31 F47 · in one answer of 3: the run is complete all the same", async () => {
    const fake = accountWith({ scale: 0.5, faults: { rules: [{ ...fault, every: 3, times }] } });
    const server = await fake.listen();
    try {
      const reach = { fetch: undefined, baseUrl: server.url, limits: { backoffMs: 1, timeoutMs: 1_000 } };
      const records = recordsOf(await readAll(sliceOf(fake, { ...reach, streams: ["charges", "refunds"] })));
      expect(idsOf(records)).toEqual(idsOf([...fake.objects("charges"), ...fake.objects("refunds")]));
      expect(fake.log.entries.some((entry) => entry.fault === fault.kind)).toBe(true);
    } finally {
      await server.close();
    }
  });
});
