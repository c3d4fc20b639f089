import { expect, it } from "vitest";
import { chosen, options, UsageError } from "./arguments.ts";
import { figuresIn, withFigures } from "./figures.ts";
import { parts } from "./parts.ts";

it("runs all of it, or the parts that are named, in their order", () => {
  expect(options([])).toEqual({ only: undefined, write: false });
  expect(chosen(parts, undefined)).toEqual(parts);
  expect(chosen(parts, ["parity", "old"]).map(({ name }) => name)).toEqual(["old", "parity"]);
  expect(options(["--old", "--write"])).toEqual({ only: ["old"], write: true });
});

it("refuses what it does not know, and says what there is", () => {
  expect(() => options(["--fast"])).toThrow(UsageError);
  expect(() => options(["--old", "--only", "parity"])).toThrow(UsageError);
  expect(() => chosen(parts, ["everything"])).toThrow(
    /no part everything; there are old, model, model-mutants, parity/,
  );
});

it("reads figures off a run, coloured or not, and puts them in their place", () => {
  const figures = figuresIn([
    "stdout | x",
    "proof: 12 schedules",
    "\u001b[2mproof: 3 crash points\u001b[22m",
    "no proof: x",
  ]);
  expect(figures).toEqual(["12 schedules", "3 crash points"]);
  const page = (inner: string) =>
    `# Proof\n<!-- figures: begin (npm run prove -- --write) -->${inner}<!-- figures: end -->\nend`;
  expect(withFigures(page(" old "), figures)).toBe(page("\n\n- 12 schedules\n- 3 crash points\n\n"));
  expect(() => withFigures("# Proof", figures)).toThrow(/no place/);
});
