import * as fc from "fast-check";

/** How many tries a fuzz of the edges has; `SINCRO_FUZZ_RUNS=20000` for a long one. */
export const fuzzRuns = (short: number): number => Number(process.env.SINCRO_FUZZ_RUNS ?? short);

/** Keys that are more than a name to careless code. */
export const oddKey = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "",
  "\u0000",
);

/** Texts that parsers, databases and clocks stumble over. */
export const oddText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "x\udfff",
    "null",
    "NaN",
    "-0",
    "1e999",
    "💥",
    "'; --",
    "x".repeat(300),
  ),
  fc.constantFrom(
    "0000-01-01",
    "0000-01-01T00:00:00Z",
    "9999-12-31",
    "9999-12-31T23:59:59.999Z",
    "2026-02-30",
    "-infinity",
  ),
  fc.constantFrom("9999-12-31T23:59:59-15:00", "2026-01-01T00:00:00+23:59", "infinity", "10000-01-01T00:00:00Z"),
  fc.constantFrom("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "default", "stripe"),
);

/** Numbers at the edges of what JSON, JavaScript and `bigint` hold. */
export const oddNumber = fc.constantFrom(
  ...[0, -0, 1, 2, -1, 0.5, 1e15, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 2 ** 63, 1e19, 1e308, -1e308, 5e-324],
);

/** Any JSON, and what looks like it. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, {}, []),
  oddNumber,
  oddText,
  fc.dictionary(fc.oneof(oddKey, fc.string()), fc.oneof(oddNumber, oddText), { maxKeys: 3 }),
  fc.array(fc.oneof(oddNumber, oddText), { maxLength: 3 }),
  fc.nat(2_000).map((depth) => JSON.parse("[".repeat(depth + 1) + "]".repeat(depth + 1)) as unknown),
);

/** An object of which some keys are not as they should be, missing, or too many; `__proto__` is a key like any other. */
export function spoilt(good: fc.Arbitrary<object>, keys: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const wrong = fc.dictionary(fc.oneof(fc.constantFrom(...keys), oddKey, fc.string()), oddJson, { maxKeys: 2 });
  const missing = fc.subarray([...keys], { maxLength: 1 });
  return fc.tuple(good, wrong, missing).map(([right, more, left]) => {
    const entries = [...Object.entries(right), ...Object.entries(more)].filter(([key]) => !left.includes(key));
    return Object.fromEntries(entries);
  });
}
