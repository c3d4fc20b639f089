import { expect, it } from "vitest";
import { page, problems } from "./page.ts";

const sections = [{ title: "Runs", failures: [{ id: "F1", before: "It stopped.", now: "It goes on." }] }];
const test = { ids: ["F1"], title: "goes on", file: "packages/x/src/x.test.ts" };

it("an id that is over needs a test", () => {
  expect(problems(sections, ["F2"], [test])).toEqual([]);
  expect(problems(sections, ["F2"], [])).toEqual(["F1 has no test"]);
});

it("a test may only name what is known, and nothing is listed twice", () => {
  const odd = { ...test, ids: ["F1", "F99"] };
  expect(problems(sections, [], [odd])).toEqual(["packages/x/src/x.test.ts: F99 is not a known failure (goes on)"]);
  expect(problems(sections, ["F1"], [test])).toEqual(["F1 is listed twice"]);
});

it("says of an open one that it is open, and nothing else, though tests name it already", () => {
  const text = page(sections, ["F10", "F2"], [{ ...test, ids: ["F1", "F2"] }, test]);
  expect(text).toContain("- [packages/x/src/x.test.ts](../packages/x/src/x.test.ts)\n  - goes on\n\n##");
  expect(text).toContain("\n- F2: open\n- F10: open\n");
  expect(text.match(/F2\b/g)).toHaveLength(1);
});
