import { join } from "node:path";
import { root } from "../repo/workspaces.ts";
import { countVitest } from "../test/counts.ts";
import { ensurePostgres, ensureSpin } from "../test/debian.ts";
import type { Step } from "../test/steps.ts";

/** One part of the long proof, by the name that `--only` takes. */
export interface Part {
  readonly name: string;
  readonly step: (reports: string) => Step;
}

/** Tests of the short proof, with the sizes of the long one unless the environment says another. */
const tested = (name: string, title: string, files: readonly string[], sizes: Record<string, string> = {}): Part => ({
  name,
  step: (reports) => {
    const file = join(reports, `${name}.json`);
    return {
      name: title,
      command: [
        join(root, "node_modules/vitest/vitest.mjs"),
        ...["run", "--config", ".dev/vitest.config.ts", "--reporter=default", "--reporter=json"],
        `--outputFile.json=${file}`,
        ...files,
      ],
      env: Object.fromEntries(Object.entries(sizes).map(([size, usual]) => [size, process.env[size] ?? usual])),
      prepare: ensurePostgres,
      report: { file, count: countVitest },
    };
  },
});

const races = "packages/races/src";

/** The whole proof, the quickest answers first. */
export const parts: readonly Part[] = [
  {
    name: "old",
    step: () => ({
      name: "the old design breaks, as it must",
      command: [`${races}/prove/old.ts`],
      prepare: ensurePostgres,
    }),
  },
  {
    name: "model",
    step: () => ({
      name: "the formal model, searched whole",
      command: ["packages/races/model/check.ts"],
      prepare: ensureSpin,
    }),
  },
  {
    name: "model-mutants",
    step: () => ({
      name: "seeded defects of the model",
      command: ["packages/races/model/check.ts", "--mutants"],
      prepare: ensureSpin,
    }),
  },
  tested("parity", "machine and database are one", [`${races}/parity`], { SINCRO_HISTORIES: "10000" }),
  tested("stores", "three stores, one suite", ["packages/store/src"]),
  tested("scheduler", "the race timeline over the store", [`${races}/scheduler`, `${races}/timeline`], {
    SINCRO_SCHEDULES: "20000",
  }),
  tested("explorer", "every schedule up to a bound", [`${races}/explorer`], { SINCRO_SCHEDULES: "200" }),
  // Kills and power cuts at every step on both servers, not only at a sample.
  tested("crash", "crash points", [`${races}/crash`], { SINCRO_CRASHES: "20" }),
  tested("invariants", "invariants", [`${races}/invariants`, `${races}/audit`], { SINCRO_HISTORIES: "5000" }),
  tested("fuzz", "the edges, fuzzed", ["fuzz"], { SINCRO_FUZZ_RUNS: "2000" }),
  tested("soak", "ten minutes of load: memory stays bounded", ["apps/cli/src/soak"], { SINCRO_SOAK_S: "600" }),
  {
    name: "mutants",
    step: () => ({
      name: "seeded defects",
      command: [`${races}/mutants/main.ts`],
      prepare: ensurePostgres,
    }),
  },
];
