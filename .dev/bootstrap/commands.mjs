/**
 * What each npm script is. `needs` is how much is installed for it: `start` is only what the product runs on,
 * `full` adds the development tools. Each step is a script for Node 24 with its arguments.
 *
 * @typedef {"start" | "full"} Level
 * @typedef {{ needs: Level, steps: (args: string[]) => string[][] }} Command
 */

const cli = "apps/cli/src/main.ts";
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", ".dev/vitest.config.ts"];

/** @param {string[]} args */
const serve = (args) => [[".dev/tasks/build-dashboard.ts"], [cli, "serve", ...args]];

/** @type {Record<string, Command>} */
export const commands = {
  start: { needs: "start", steps: serve },
  sincro: { needs: "start", steps: (args) => (args[0] === "serve" ? serve(args.slice(1)) : [[cli, ...args]]) },
  test: { needs: "full", steps: () => [[".dev/test/main.ts"]] },
  "test:slow": { needs: "full", steps: () => [[".dev/test/main.ts", "--slow"]] },
  check: { needs: "full", steps: () => [[".dev/test/main.ts", "--checks"]] },
  unit: { needs: "full", steps: (args) => [[...vitest, ...args]] },
  prove: { needs: "full", steps: (args) => [[".dev/prove/main.ts", ...args]] },
  "prove:mutants": { needs: "full", steps: (args) => [["packages/races/src/mutants/main.ts", ...args]] },
  bench: { needs: "full", steps: (args) => [["apps/bench/src/main.ts", ...args]] },
  generate: { needs: "full", steps: (args) => [[".dev/tasks/generate.ts", ...args]] },
  format: { needs: "full", steps: (args) => [["node_modules/@biomejs/biome/bin/biome", "check", "--write", ...args]] },
};
