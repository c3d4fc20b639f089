// Seeds each defect of the catalogue, one at a time, and shows which test notices it.
//   (no option)     the whole catalogue
//   --small         the few that every CI run proves
//   --only id,id    these
//   --list          what there is
//   --write         the table goes into docs/proof.md (whole catalogue only)
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharePool from "@sincro/store/testing/global-setup";
import { controls, equivalents, mutants } from "./catalogue/index.ts";
import type { Equivalent, Mutant } from "./mutant.ts";
import { proveAll, proveKillers } from "./prove.ts";
import { lineOf, tableOf, withRegion } from "./table.ts";

const page = join(import.meta.dirname, "../../../../docs/proof.md");
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    small: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

const named = values.only?.split(",").map((id) => id.trim());
const whole = named === undefined && !values.small;
const chosen = <T extends { readonly id: string }>(all: readonly T[], small: readonly T[]) =>
  named ? all.filter(({ id }) => named.includes(id)) : values.small ? small : all;

async function main(): Promise<void> {
  const began = performance.now();
  const defects = chosen(
    mutants,
    mutants.filter((mutant) => mutant.small),
  );
  const same = chosen([...controls, ...equivalents], controls.slice(0, 1));
  const known = new Set([...defects, ...same].map(({ id }) => id));
  const unknown = named?.filter((id) => !known.has(id)) ?? [];
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(", ")}. --list shows what there is.`);
  if (values.write && !whole) throw new Error("--write goes with the whole catalogue.");
  if (values.list) {
    for (const { id, title, breaks } of defects) console.log(`${id}: ${title} (${breaks.join(", ")})`);
    for (const { id, title } of same) console.log(`${id}: ${title} (must survive)`);
    return;
  }

  // One database server for all of them, with a template for each defect.
  const stop = await sharePool();
  try {
    await prove(defects, same, began);
  } finally {
    await stop?.();
  }
}

async function prove(defects: readonly Mutant[], same: readonly Equivalent[], began: number): Promise<void> {
  const faults = await proveKillers([...defects, ...same]);
  if (faults.length > 0) throw new Error(`The tests cannot judge:\n${faults.join("\n")}`);
  const survived = await proveAll(same, (proved) => console.log(lineOf(proved)));
  const killed = await proveAll(defects, (proved) => console.log(lineOf(proved)));

  const escaped = killed.filter(({ verdict }) => verdict.kind !== "killed");
  const false_ = survived.filter(({ verdict }) => verdict.kind !== "survived");
  if (false_.length > 0) console.error("\nNOT EQUIVALENT (must survive, and did not):");
  for (const proved of false_) console.error(lineOf(proved));
  if (escaped.length > 0) console.error("\nNOT KILLED:");
  for (const proved of escaped) console.error(lineOf(proved));
  const counted = `${killed.length - escaped.length} of ${killed.length} seeded defects killed`;
  console.log(`proof: ${counted} in ${Math.round((performance.now() - began) / 1_000)} s`);
  if (escaped.length + false_.length > 0) {
    process.exitCode = 1;
    return;
  }
  if (values.write)
    writeFileSync(page, withRegion(readFileSync(page, "utf8"), tableOf(killed, survived.slice(controls.length))));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
