import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mutants } from "./mutants.ts";
import { parseSearch } from "./search.ts";
import { machineSteps, transitionsPml } from "./transitions.ts";

const folder = import.meta.dirname;
const model = globSync("*.pml", { cwd: folder })
  .filter((file) => file !== "transitions.pml")
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");

it("the table that each step of the model is held against is the machine's", () => {
  expect(readFileSync(join(folder, "transitions.pml"), "utf8")).toBe(transitionsPml());
});

it("the steps written in the model are the machine's, events × targets", () => {
  const written = [...model.matchAll(/\b(?:step|end)\((?:r|mine), ([A-Z]+), ([A-Z]+|from_)\)/g)].map(
    ([, event, to]) => `${event} ${event === "STOPPED" ? "same" : to?.toLowerCase()}`,
  );
  const machine = machineSteps().map(({ event, to }) => `${event} ${event === "STOPPED" ? "same" : to}`);
  expect([...new Set(written)].sort()).toEqual([...new Set(machine)].sort());
});

it("nothing else in the model writes a status", () => {
  const writes = model.split("\n").filter((line) => /\.status = /.test(line) && !line.includes("to.row[i].status"));
  expect(writes.map((line) => line.trim())).toEqual(["db.row[r].status = to"]);
});

it("each seeded defect is a switch of the model", () => {
  const switches = new Set([...model.matchAll(/^#ifn?def ([A-Z_]+)/gm)].map(([, name]) => name));
  expect(
    mutants.filter(({ name, configuration }) => !switches.has(name) || !configuration.defines.includes(name)),
  ).toEqual([]);
});

const found = (errors: number) => `State-vector 132 byte, depth reached 258, errors: ${errors}
   648022 states, stored
  295.588	total actual memory usage
`;

it("a search counts as exhaustive only when it says so", () => {
  expect(parseSearch(found(0))).toEqual({
    states: 648022,
    depth: 258,
    errors: 0,
    memoryMb: 296,
    cutShort: null,
    taken: [],
  });
  expect(parseSearch(found(1))).toMatchObject({ errors: 1, cutShort: null });
  expect(parseSearch(`error: max search depth too small\n${found(0)}`).cutShort).not.toBeNull();
  expect(parseSearch(`pan: reached -DMEMLIM bound\n${found(0)}`).cutShort).toBe("out of memory");
  expect(parseSearch(`Warning: Search not completed\n${found(0)}`).cutShort).not.toBeNull();
  expect(parseSearch("Killed").cutShort).not.toBeNull();
});
