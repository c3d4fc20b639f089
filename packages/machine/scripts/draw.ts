import { readFileSync, writeFileSync } from "node:fs";
import { chart } from "../src/index.ts";

/**
 * Writes the machine's picture into the README, between its two marks; with `--check` it only compares, for CI.
 * It is a Mermaid state diagram, which forges draw by themselves.
 */
const file = new URL("../../../README.md", import.meta.url);
const [begin, end] = ["<!-- machine -->", "<!-- /machine -->"];

/** Events of one arrow share it; those that stay where they are stand in the box of their state. */
function diagram(): string {
  const arrows = new Map<string, string[]>();
  for (const { from, to, event } of chart.edges) {
    if (from === to || (from === "continuing" && to === "continuing")) continue;
    const arrow = `${from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), event]);
  }
  const lines = [...arrows].map(([arrow, events]) => `  ${arrow}: ${events.join(", ")}`);
  const frame = chart.nodes.filter(({ parent }) => parent === "active").map(({ id }) => `    ${id}`);
  const ends = chart.nodes.filter(({ kind }) => kind === "final").map(({ id }) => `  ${id} --> [*]`);
  return [
    "```mermaid",
    "stateDiagram-v2",
    "  [*] --> idle",
    "  state active {",
    ...frame,
    "  }",
    ...lines,
    ...ends,
    "```",
  ].join("\n");
}

const text = readFileSync(file, "utf8");
const [before, rest] = text.split(begin);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined) throw new Error(`README.md has no ${begin} … ${end}`);
const drawn = `${before}${begin}\n${diagram()}\n${end}${after}`;
if (!process.argv.includes("--check")) writeFileSync(file, drawn);
else if (drawn !== text) {
  console.error("The picture in README.md is not the machine's: run `npm run generate` and commit the result.");
  process.exit(1);
}
