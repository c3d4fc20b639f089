import { expect, it } from "vitest";
import { at, noon, over, run } from "../view/run.fixture.ts";
import type { RunRow } from "../view/run-row.ts";
import { changesBetween } from "./changes.ts";

const rows = (...list: readonly RunRow[]) => new Map(list.map((row) => [row.id, row]));
const kinds = (before: readonly RunRow[], after: readonly RunRow[], silent: readonly string[] = []) =>
  changesBetween(rows(...before), rows(...after), new Set(silent), noon).map(({ kind }) => kind);

it("a beginning and an end are worth saying; turns between slices and old runs are not", () => {
  expect(kinds([], [run()])).toEqual(["began"]);
  expect(kinds([run()], [over("completed", 0)])).toEqual(["ended"]);
  expect(kinds([run()], [run({ status: "continuing", worker: null })])).toEqual([]);
  expect(kinds([], [over("failed", 500)])).toEqual([]);
  expect(kinds([over("failed", 1)], [over("failed", 1, { stopped_at: at(0) })])).toEqual([]);
});

it("a silence is said once", () => {
  const silent = run({ deadline_at: at(-1) });
  expect(kinds([run()], [silent])).toEqual(["fellSilent"]);
  expect(kinds([silent], [silent], [silent.id])).toEqual([]);
});
