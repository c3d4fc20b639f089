import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import {
  type At,
  allowedEvents,
  applyEvent,
  type ColumnName,
  columns,
  eventTypes,
  isTerminal,
  modes,
  type SyncRunRow,
  statuses,
  yieldReasons,
} from "./index.ts";
import { syncEvent, syncRunRow } from "./schema/index.ts";

/** Tries of each property; `SINCRO_FUZZ_RUNS=100000` for a long one. */
const numRuns = Number(process.env.SINCRO_FUZZ_RUNS ?? 2_000);
let fuzzed = 0;
afterAll(() => console.log(`proof: ${fuzzed.toLocaleString("en")} fuzzed events and rows against the pure machine`));

const half = fc.constantFrom("\ud800", "\udfff", "x\ud83d", "\u0000", "a\u0000b");
const key = fc.oneof(fc.constantFrom("__proto__", "constructor", "prototype", "toString", "then"), fc.string());
const text = fc.oneof(fc.string({ unit: "binary" }), half, key, fc.constantFrom("", "2026-02-30T00:00:00Z", "NaN"));
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -1, 0.5, 1e308, 9_007_199_254_740_991),
  fc.nat(5),
);
const odd = fc.oneof(fc.anything({ key, withBigInt: true, withDate: true, withMap: true }), text, number);

const instant = fc
  .date({ min: new Date("0001-01-02T00:00:00Z"), max: new Date("9999-12-30T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
const name = fc.oneof(fc.constantFrom("w1", "w2"), text);
const count = fc.oneof(fc.nat(5), fc.nat(), fc.constantFrom(9_007_199_254_740_991));
const json = fc.oneof(fc.constantFrom(null, 1), fc.jsonValue());
const kinds: Record<string, fc.Arbitrary<unknown>> = {
  uuid: fc.uuid(),
  text: name,
  status: fc.constantFrom(...statuses),
  mode: fc.constantFrom(...modes),
  yield: fc.constantFrom(...yieldReasons),
  time: instant,
  int: count,
  bool: fc.boolean(),
  json,
};
const holding = (kind: string) => {
  const value = kinds[kind.replace("?", "")] ?? expect.unreachable(kind);
  return kind.endsWith("?") ? fc.option(value) : value;
};
const names = Object.keys(columns) as ColumnName[];
const row = fc.record(
  Object.fromEntries(names.map((column) => [column, holding(columns[column])])),
) as unknown as fc.Arbitrary<SyncRunRow>;

/** The fields of every event, each as it should be or not at all as it should. */
const good = {
  id: fc.uuid(),
  source: name,
  account: name,
  mode: fc.constantFrom(...modes),
  worker: name,
  fence: count,
  seq: count,
  checkpoint: json,
  fetched: count,
  inserted: count,
  updated: count,
  unchanged: count,
  total: count,
  reason: fc.constantFrom(...yieldReasons),
  dueAt: instant,
  error: fc.record({ code: name, message: text }),
  actor: name,
  queueMoves: fc.boolean(),
  release: fc.boolean(),
};
const fieldsOf = (type: (typeof eventTypes)[number]) => {
  const shape = syncEvent.options.find((option) => option.shape.type.value === type)?.shape ?? {};
  return Object.keys(shape).filter((field) => field !== "type");
};
/** An event of a kind with the fields that it should have, of which some are wrong, missing, or too many. */
const event = fc.constantFrom(...eventTypes).chain((type) => {
  const fields = fieldsOf(type).map((field) => [field, good[field as keyof typeof good] ?? fc.constant(undefined)]);
  const right = fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>);
  const wrong = fc.dictionary(fc.oneof(fc.constantFrom("type", ...fieldsOf(type)), key), odd, { maxKeys: 2 });
  return fc.oneof(
    { arbitrary: right.map((keys) => ({ ...keys, type })), weight: 3 },
    { arbitrary: fc.tuple(right, wrong).map(([keys, more]) => ({ type, ...keys, ...more })), weight: 1 },
  );
});

const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) =>
  fc.assert(
    fc.property(arbitrary, (value) => {
      fuzzed += 1;
      holds(value);
    }),
    { numRuns },
  );

describe("anything at all", () => {
  it("as an event or a row is taken or refused, and never thrown at", () => {
    check(odd, (value) => {
      expect(typeof syncEvent.safeParse(value).success).toBe("boolean");
      expect(typeof syncRunRow.safeParse(value).success).toBe("boolean");
    });
  });

  it("in a field of an event names that field, or the key that is too many", () => {
    check(event, (value) => {
      const parsed = syncEvent.safeParse(value);
      if (parsed.success) {
        expect(
          Object.keys(value).filter((field) => field !== "type" && !fieldsOf(parsed.data.type).includes(field)),
        ).toEqual([]);
      } else expect(parsed.error.issues.length).toBeGreaterThan(0);
    });
  });

  it("in a field of a row is refused unless the column may hold it", () => {
    check(fc.tuple(row, fc.constantFrom(...names), odd), ([valid, column, value]) => {
      const parsed = syncRunRow.safeParse({ ...valid, [column]: value });
      if (parsed.success) expect(syncRunRow.parse(parsed.data)).toEqual(parsed.data);
    });
  });

  it.each([
    ["a checkpoint of 100,000 levels", () => JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) as unknown],
    [
      "a checkpoint of 100,000 levels of objects",
      () => JSON.parse(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`) as unknown,
    ],
    ["a checkpoint of 10 MB", () => "x".repeat(10_000_000)],
    [
      "a checkpoint that holds itself",
      () => {
        const self: unknown[] = [];
        self.push(self);
        return self;
      },
    ],
  ])("%s is taken or refused", (_, checkpoint) => {
    const value = { type: "COMMIT", fence: 1, worker: "w", seq: 1, checkpoint: checkpoint(), fetched: 0, inserted: 0 };
    const commit = { ...value, updated: 0, unchanged: 0 };
    expect(typeof syncEvent.safeParse(commit).success).toBe("boolean");
    const run = fc.sample(row, { numRuns: 1, seed: 1 })[0];
    expect(typeof syncRunRow.safeParse({ ...run, checkpoint: checkpoint() }).success).toBe("boolean");
  });

  it("names of ten million characters are refused by their length", () => {
    const long = "x".repeat(10_000_000);
    expect(syncEvent.safeParse({ type: "CLAIM", worker: long }).success).toBe(false);
    expect(syncEvent.safeParse({ type: "CANCEL", actor: "ana", reason: long }).success).toBe(false);
  });
});

describe("any event on any row", () => {
  it("is applied to a row that is one again, or refused with the very row that there was", () => {
    check(fc.tuple(row, event, instant), ([run, value, at]) => {
      const parsed = syncEvent.safeParse(value);
      if (!parsed.success) return;
      const before = structuredClone(run);
      const outcome = applyEvent(run, { ...parsed.data, at } as At);
      expect(run).toEqual(before);
      if (outcome.kind === "refused") expect(outcome.run).toBe(run);
      else {
        expect(outcome.run.version).toBe(run.version + 1);
        if (isTerminal(run.status))
          expect({ ...outcome.run, stopped_at: 0, updated_at: 0, version: 0 }).toEqual({
            ...run,
            stopped_at: 0,
            updated_at: 0,
            version: 0,
          });
      }
    });
  });

  it("is offered only where it would be applied", () => {
    check(fc.tuple(row, instant), ([run, at]) => {
      for (const type of allowedEvents(run, at)) expect(eventTypes).toContain(type);
    });
  });
});
