import { expect, it } from "vitest";
import { credentials, inDatabase } from "./callers.ts";
import { each, parse, tableOf } from "./page.ts";

const page = `# Rights

## Doors

| door | guest | host |
| --- | --- | --- |
| \`front\`, \`back\` | no | yes |

A word about them.

## Windows

| window | guest |
| --- | --- |
| \`left\` | no |
`;

it("a table is what stands under its heading, a row for each thing it is about", () => {
  expect(parse(page, "Doors")).toEqual([{ about: ["front", "back"], cells: { guest: "no", host: "yes" } }]);
  expect(parse(page, "Windows")).toEqual([{ about: ["left"], cells: { guest: "no" } }]);
});

it("a table that is not there, and a row with a cell too few, are faults and no empty list", () => {
  expect(() => parse(page, "Roofs")).toThrow('no table under "Roofs"');
  expect(() => parse(page.replace("| no | yes |", "| no |"), "Doors")).toThrow("not a cell for each caller");
});

it("the tables have a column for each caller, and no cell is empty", async () => {
  const callers = Object.keys(await credentials("secret-of-this-test-0123456789-0123456789", { id: "x", fence: 1 }));
  for (const heading of ["On Supabase", "Tables and views", "Functions"]) {
    for (const { cells } of tableOf(heading)) expect(Object.keys(cells)).toEqual(callers);
  }
  for (const heading of ["Sequences", "Live topics"]) {
    for (const { cells } of tableOf(heading)) expect(Object.keys(cells)).toEqual(Object.keys(inDatabase));
  }
  for (const heading of [
    "On Supabase",
    "On a server of one's own",
    "Tables and views",
    "Sequences",
    "Functions",
    "Live topics",
  ]) {
    for (const [, cells] of each(heading)) expect(Object.values(cells)).not.toContain("");
  }
});
