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

/** The tests, each leaving its report in the folder `reports`. */
export function tests(reports: string): readonly Step[] {
  const vitest = join(reports, "vitest.json");
  const playwright = join(reports, "playwright.json");
  return [
    { name: "page", command: [".dev/tasks/build-dashboard.ts"] },
    {
      name: "vitest",
      command: [
        tool("vitest/vitest.mjs"),
        ...["run", "--config", ".dev/vitest.config.ts"],
        ...["--reporter=default", "--reporter=json", `--outputFile.json=${vitest}`],
      ],
      prepare: () => {
        ensurePostgres();
        ensurePgCron();
      },
      report: { file: vitest, count: countVitest },
    },
    {
      name: "playwright",
      folder: "apps/dashboard",
      command: ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwright },
      prepare: ensureChromium,
      report: { file: playwright, count: countPlaywright },
    },
    { name: "what docs/failures.md names has passed", command: [".dev/tasks/failures-ran.ts", vitest, playwright] },
  ];
}
