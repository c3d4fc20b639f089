import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policy } from "../policy.ts";
import {
  and,
  argument,
  choose,
  coalesce,
  column,
  type Expression,
  holds,
  isNull,
  least,
  less,
  literal,
  measure,
  not,
  nothing,
  or,
  same,
} from "./index.ts";
import { sameJson } from "./same-json.ts";

const scope = {
  row: { fence: 3, worker: null },
  event: { at: "2026-11-24T10:00:00.000Z", error: { code: "x" } },
  policy,
};
const yes = literal(true);
const unknown: Expression<boolean> = nothing;

describe("conditions with null, as SQL has them where a condition decides", () => {
  it.for([
    ["null does not hold", unknown, false],
    ["not null holds: `is not true`", not(unknown), true],
    ["and", and(yes, unknown), false],
    ["or", or(yes, unknown), true],
    ["comparison", less(nothing, literal(1)), false],
    ["null equals null", same(column("worker"), nothing as Expression<string>), true],
    ["isNull", isNull(column("worker")), true],
    ["a field inside an object", same(argument("error.code", "text"), literal("x")), true],
    ["a field that is absent", isNull(argument("error.message", "text")), true],
  ] as const)("%s", ([, condition, expected]) => {
    expect(holds(condition, scope)).toBe(expected);
  });
});

it("least and coalesce pass over null; choose takes the other way", () => {
  expect(measure(least<number>(nothing, literal(4), column("fence")), scope)).toBe(3);
  expect(measure(coalesce<number>(nothing, column("fence")), scope)).toBe(3);
  expect(measure(choose<number>(unknown, literal(1), literal(2)), scope)).toBe(2);
});

describe("sameJson", () => {
  it("does not mind the order of keys", () => {
    expect(sameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
    expect(sameJson({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(sameJson([1], { 0: 1 })).toBe(false);
    expect(sameJson(null, {})).toBe(false);
  });

  it("is equality of content", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => sameJson(value, JSON.parse(JSON.stringify(value)))));
  });
});
