import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceError, type SourceErrorCode } from "../errors.ts";
import { requestLimits } from "./limits.ts";
import { createPatience, type Patience } from "./patience.ts";

const failure = (retryAfterMs?: number, code: SourceErrorCode = "provider_unavailable", retryable = true) =>
  new SourceError(code, "…", { retryable, retryAfterMs });

function waitsOf(patience: Patience, error: SourceError): number[] {
  const waits: number[] = [];
  for (let wait = patience(error); wait !== null; wait = patience(error)) waits.push(wait);
  return waits;
}

describe("createPatience", () => {
  it("F47 · doubles the wait each time, and gives up after the allowed retries", () => {
    expect(
      waitsOf(
        createPatience(requestLimits, () => 1),
        failure(),
      ),
    ).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  });

  it("leaves half of each wait to chance", () => {
    expect(
      waitsOf(
        createPatience(requestLimits, () => 0),
        failure(),
      ),
    ).toEqual([250, 500, 1_000, 2_000, 4_000]);
  });

  it("F47 · never comes back sooner than the provider asks", () => {
    expect(
      waitsOf(
        createPatience(requestLimits, () => 0),
        failure(3_000),
      ),
    ).toEqual([3_000, 3_000, 3_000, 3_000, 4_000]);
  });

  it("P1 · does not begin a wait that is too long for a slice", () => {
    expect(createPatience(requestLimits)(failure(20_001))).toBeNull();
  });

  it("waits no longer together than the limit, whatever comes", () => {
    const waits = fc.array(fc.option(fc.nat(30_000), { nil: undefined }));
    fc.assert(
      fc.property(waits, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(50), (asked, chance, retries) => {
        const patience = createPatience({ ...requestLimits, retries }, () => chance);
        const waited = asked.map((ms) => patience(failure(ms))).filter((wait) => wait !== null);
        expect(waited.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(requestLimits.maxWaitMs);
        expect(waited.length).toBeLessThanOrEqual(retries);
      }),
    );
  });

  it("does not repeat what will be refused again", () => {
    expect(createPatience(requestLimits)(failure(undefined, "provider_rejected", false))).toBeNull();
  });

  it("F4 · asks once more for a page that came twice, before it calls it a loop", () => {
    expect(createPatience(requestLimits)(failure(undefined, "cursor_stuck", false))).not.toBeNull();
  });
});
