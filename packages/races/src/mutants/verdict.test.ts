import { describe, expect, it } from "vitest";
import { inModule, type Killer, type Mutant } from "./mutant.ts";
import { judge, unfit } from "./verdict.ts";
import type { Report, VitestRun } from "./vitest-run.ts";

const killer: Killer = { file: "packages/store/src/a.test.ts", name: ["PostgreSQL 18", "F7 (once)"] };
const mutant: Pick<Mutant, "sql" | "modules" | "killers"> = {
  sql: ["select 1"],
  modules: [inModule("packages/store/src/a.ts", "a", "b")],
  killers: [killer],
};
const assertion = "AssertionError: expected 1 to be 2\n    at a.test.ts:3:1";

type Test = Report["testResults"][number]["assertionResults"][number];

function ran(tests: readonly Test[], more: Partial<VitestRun> = {}, file: Partial<Report["testResults"][number]> = {}) {
  const status = tests.some((test) => test.status === "failed") ? "failed" : "passed";
  const report: Report = {
    testResults: [{ name: "/x/packages/store/src/a.test.ts", status, message: "", assertionResults: tests, ...file }],
  };
  const seeded = ["/x/packages/store/src/a.ts", "sql"];
  return { report, seeded, exitCode: status === "failed" ? 1 : 0, said: "", ms: 1, ...more } satisfies VitestRun;
}

const fullName = "the store, on PostgreSQL 18 claims F7 (once) · one has it";
const passed: Test = { fullName, status: "passed", failureMessages: [] };
const failed = (message: string, name = fullName): Test => ({
  fullName: name,
  status: "failed",
  failureMessages: [message],
});

describe("a seeded defect", () => {
  it("is killed by a failed assertion of a test that is named", () => {
    expect(judge(mutant, ran([failed(assertion)]))).toEqual({ kind: "killed", by: fullName });
  });

  it("is killed by what the database refuses in such a test", () => {
    expect(judge(mutant, ran([failed("error: deadlock detected\n at x")]))).toMatchObject({ kind: "killed" });
  });

  it("survives when every test that ran passes", () => {
    const skipped: Test = { fullName: "another", status: "skipped" };
    expect(judge(mutant, ran([passed, skipped]))).toEqual({ kind: "survived", tests: 1 });
  });

  it.each<[string, VitestRun]>([
    ["there is no report", ran([], { report: undefined, exitCode: 1 })],
    ["nothing ran", ran([{ fullName, status: "skipped" }])],
    ["a file cannot be loaded", ran([], { exitCode: 1 }, { status: "failed", message: "SyntaxError: nope" })],
    [
      "a set-up fails",
      ran([{ fullName, status: "skipped" }], { exitCode: 1 }, { status: "failed", message: "Error: x" }),
    ],
    ["the module is never loaded", ran([failed(assertion)], { seeded: ["sql"] })],
    ["no database is made", ran([failed(assertion)], { seeded: ["/x/packages/store/src/a.ts"] })],
    ["another test fails", ran([failed(assertion, "the store, on PostgreSQL 18 claims F8")])],
    ["the same test fails on another server", ran([failed(assertion, fullName.replace("18", "15"))])],
    ["a test takes too long", ran([failed("Error: Test timed out in 120000ms.\n at x")])],
    ["the SQL is no SQL", ran([failed('error: syntax error at or near "fi"\n at x')])],
    ["the SQL names what is not there", ran([failed("StoreError: sync_send: refused (SQLSTATE 42703)")])],
    ["the module is no program", ran([failed("ReferenceError: slice is not defined\n at x")])],
    ["something fails outside the tests", ran([passed], { exitCode: 1 })],
  ])("is neither killed nor alive when %s", (_, run) => {
    expect(judge(mutant, run)).toMatchObject({ kind: "broken", why: expect.stringMatching(/\w/) });
  });
});

describe("killers", () => {
  it("are fit when each names a test that passes without a defect", () => {
    expect(unfit([killer], ran([passed]))).toEqual([]);
  });

  it.each<[string, VitestRun]>([
    ["fails without one", ran([failed(assertion)])],
    ["is not there any more", ran([{ ...passed, fullName: "renamed" }])],
    ["does not run", ran([{ ...passed, status: "skipped" }])],
    ["cannot be loaded", ran([], { exitCode: 1 }, { status: "failed", message: "Error: x" })],
    ["left no report", ran([], { report: undefined })],
  ])("are unfit when one %s", (_, run) => {
    expect(unfit([killer], run)).not.toEqual([]);
  });
});
