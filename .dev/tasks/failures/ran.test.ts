import { expect, it } from "vitest";
import { notProven, playwrightRan, type RanTest, vitestRan } from "./ran.ts";

const named = { ids: ["F7", "F21"], title: "… of another worker (w1) is fenced", file: "a.ts" };
const ended = (...endings: RanTest["ended"][]): RanTest[] =>
  endings.map((ended) => ({ titles: ["the store", "F7 F21 · BEAT of another worker (w1) is fenced in all"], ended }));

it("a named test is proven when it passed somewhere and failed nowhere", () => {
  expect(notProven([named], ended("passed", "passed", "skipped"))).toEqual([]);
  expect(notProven([named], ended("passed", "failed"))).toEqual([named]);
  expect(notProven([named], ended("skipped"))).toEqual([named]);
  expect(notProven([named], [])).toEqual([named]);
  expect(notProven([named], [{ titles: ["F7 F21 · BEAT of another worker w1 is fenced"], ended: "passed" }])).toEqual([
    named,
  ]);
});

it("a suite that names an id is proven by the tests in it", () => {
  const suite = { ids: ["F3"], title: "a wrong request", file: "b.ts" };
  const ran = { titles: ["F3 · a wrong request", "starts nothing"], ended: "passed" } as const;
  expect(notProven([suite], [ran])).toEqual([]);
  expect(notProven([suite], [ran, { ...ran, ended: "failed" }])).toEqual([suite]);
});

it("reads the reports of both runners", () => {
  const assertionResults = [
    { ancestorTitles: ["a"], title: "b", status: "passed" },
    { ancestorTitles: [], title: "c", status: "pending" },
  ];
  expect(vitestRan({ testResults: [{ assertionResults }] })).toEqual([
    { titles: ["a", "b"], ended: "passed" },
    { titles: ["c"], ended: "skipped" },
  ]);
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const specs = [spec("d", "expected"), spec("e", "flaky"), spec("f", "skipped")];
  expect(playwrightRan([{ title: "x.spec.ts", suites: [{ title: "suite", specs }] }])).toEqual([
    { titles: ["x.spec.ts", "suite", "d"], ended: "passed" },
    { titles: ["x.spec.ts", "suite", "e"], ended: "failed" },
    { titles: ["x.spec.ts", "suite", "f"], ended: "skipped" },
  ]);
});
