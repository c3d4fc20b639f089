import { expect, it } from "vitest";
import { namedTests } from "./named-tests.ts";

const titles = (source: string) => namedTests("x.test.ts", source).map(({ ids, title }) => [ids.join(" "), title]);

it("finds a test by the ids at the beginning of its title", () => {
  expect(
    titles(`it("F14 · one run", () => {}); it("F20, F22 · for ever", () => {}); it("F24/F25 · scoped", f)`),
  ).toEqual([
    ["F14", "one run"],
    ["F20 F22", "for ever"],
    ["F24 F25", "scoped"],
  ]);
});

it("finds the names that a table, a loop or a helper of one's own puts in", () => {
  expect(titles('it.each(cases)("F2 · refuses %s, by $name", f)')).toEqual([["F2", "refuses …, by …"]]);
  expect(titles(`promise(\`F7 · \${type} is fenced\`, f)`)).toEqual([["F7", "… is fenced"]]);
  expect(titles('it.for([["F20 · running again", 1]])("refused: %s", f)')).toEqual([["F20", "running again"]]);
});

it("a test that is commented out or skipped, always or on some machines, does not count", () => {
  expect(titles('// it("F1 · a", f)\n/* it("F2 · b", f) */')).toEqual([]);
  for (const left of ["it.skip", "it.todo", "it.skipIf(absent)", "describe.skip.each(cases)", "test.fixme"]) {
    expect(titles(`${left}("F3 · c", () => {}); it("F4 · d", f)`)).toEqual([["F4", "d"]]);
  }
  expect(titles('describe.skip("x", () => { it("F5 · e", f) })')).toEqual([]);
});

it("an id elsewhere in a title, or without its dot, names nothing", () => {
  expect(titles('it("see F14 · one run", f); it("F14 one run", f); it("PDF1 · no", f)')).toEqual([]);
});
