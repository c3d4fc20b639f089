import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";

/** A part of the system that tests run against and no npm package brings. */
interface SystemPart {
  readonly name: string;
  readonly packages: readonly string[];
  readonly isThere: () => boolean;
}

const postgres: SystemPart = {
  name: "PostgreSQL's server programs (initdb, pg_ctl)",
  packages: ["postgresql"],
  isThere: () => globSync("/usr/lib/postgresql/*/bin/initdb").length > 0,
};

const pgCron: SystemPart = {
  name: "pg_cron for PostgreSQL 15",
  packages: ["postgresql-15-cron"],
  // A system with another PostgreSQL has no use for it: the tests on 15 are skipped there, and say so.
  isThere: () =>
    !existsSync("/usr/lib/postgresql/15/bin/initdb") || existsSync("/usr/lib/postgresql/15/lib/pg_cron.so"),
};

const chromium: SystemPart = {
  name: "Chromium (/usr/bin/chromium)",
  packages: ["chromium", "fonts-liberation"],
  isThere: () => existsSync("/usr/bin/chromium"),
};

const spin: SystemPart = {
  name: "the model checker spin and a C compiler",
  packages: ["spin", "gcc", "libc6-dev"],
  isThere: () => ["/usr/bin/spin", "/usr/bin/gcc"].every(existsSync),
};

export const ensurePostgres = (): void => ensure(postgres);
export const ensurePgCron = (): void => ensure(pgCron);
export const ensureChromium = (): void => ensure(chromium);
export const ensureSpin = (): void => ensure(spin);

/** Installs it from Debian where we may; elsewhere says what to install. */
function ensure({ name, packages, isThere }: SystemPart): void {
  if (isThere()) return;
  const byHand = `missing: ${name}; install it: apt-get install ${packages.join(" ")}`;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) throw new Error(byHand);
  console.log(`installing ${packages.join(", ")} with apt-get`);
  apt("update");
  apt("install", "--yes", "--no-install-recommends", ...packages);
  if (!isThere()) throw new Error(byHand);
}

function apt(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status, error } = spawnSync("apt-get", ["--quiet=2", "--option=Dpkg::Use-Pty=0", ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`apt-get ${args.join(" ")} failed (exit ${status})`);
}
