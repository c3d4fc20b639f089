// A process of a test run, for the tests that kill it. Argument: `main` shares its clusters as vitest's main process
// does, and forks a `worker`; each makes a database on both versions and says where.
import { fork } from "node:child_process";
import { once } from "node:events";
import { testDatabase } from "./database.ts";
import { clusters } from "./programs.ts";
import { sharePool } from "./shared-pool.ts";

/** What `main` tells: the superuser's addresses that it got, and those that its worker got, by version. */
export interface Told {
  readonly main: readonly string[];
  readonly worker: readonly string[];
}

const isMain = process.argv[2] === "main";
const stop = isMain ? await sharePool() : undefined;
const made = await Promise.all(clusters.map((version) => testDatabase({ version, migrate: false })));
const urls = made.map(({ adminUrl }) => adminUrl);
if (isMain) {
  const worker = fork(import.meta.filename, ["worker"], { execArgv: [], stdio: "ignore" });
  const [answer] = await once(worker, "message");
  process.send?.({ main: urls, worker: answer });
  process.once("message", () => void stop?.().then(() => process.exit()));
} else {
  process.send?.(urls);
}
