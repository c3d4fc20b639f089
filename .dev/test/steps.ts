import { join } from "node:path";
import { root } from "../repo/workspaces.ts";
import { type Counts, countPlaywright, countVitest } from "./counts.ts";
import { ensureChromium, ensurePgCron, ensurePostgres } from "./debian.ts";

/** One visible part of `npm test`: a script for Node, and what must be on the machine for it. */
export interface Step {
  readonly name: string;
  /** The script and its arguments. */
  readonly command: readonly string[];
  /** Relative to the root; the root itself by default. */
  readonly folder?: string;
  readonly env?: Record<string, string>;
  readonly prepare?: () => void;
  /** The JSON report it leaves, and how to count it. */
  readonly report?: { readonly file: string; readonly count: (report: never) => Counts };
}

const tool = (path: string): string => join(root, "node_modules", path);

/** What needs no database and no browser; the cheapest first. */
export const checks: readonly Step[] = [
  { name: "generated files are current", command: [".dev/tasks/generate.ts", "--check"] },
  { name: "biome", command: [tool("@biomejs/biome/bin/biome"), "ci", "."] },
  { name: "oxlint", command: [tool("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings"] },
  {
    name: "types",
    command: [
      tool("turbo/bin/turbo"),
      "run",
      "typecheck",
      "--continue",
      "--concurrency=2",
      "--output-logs=errors-only",
    ],
  },
  { name: "knip", command: [tool("knip/bin/knip.js"), "--no-progress", "--no-config-hints"] },
];

const vitestStep = (report: string, ...more: readonly string[]): Step => ({
  name: "vitest",
  command: [
    tool("vitest/vitest.mjs"),
    ...["run", "--config", ".dev/vitest.config.ts", ...more],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  ],
  prepare: () => {
    ensurePostgres();
    ensurePgCron();
  },
  report: { file: report, count: countVitest },
});

const playwrightStep = (report: string, ...more: readonly string[]): Step => ({
  name: "playwright",
  folder: "apps/dashboard",
  command: ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...more],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  prepare: ensureChromium,
  report: { file: report, count: countPlaywright },
});

const page: Step = { name: "page", command: [".dev/tasks/build-dashboard.ts"] };

/** The tests, each leaving its report in the folder `reports`. */
export function tests(reports: string): readonly Step[] {
  const vitest = join(reports, "vitest.json");
  const playwright = join(reports, "playwright.json");
  return [
    page,
    vitestStep(vitest),
    playwrightStep(playwright, "--grep-invert=@slow"),
    { name: "what docs/failures.md names has passed", command: [".dev/tasks/failures-ran.ts", vitest, playwright] },
  ];
}

/** What takes minutes: CI runs it after the tests. Walks through every state of the page, and a table as large as they come. */
export function slowTests(reports: string): readonly Step[] {
  return [
    page,
    {
      ...vitestStep(join(reports, "vitest.json"), "packages/races/src/adopt/large.test.ts"),
      env: { SINCRO_ADOPT_RUNS: "100000" },
    },
    playwrightStep(join(reports, "playwright.json"), "--grep=@slow"),
  ];
}
