import { existsSync } from "node:fs";
import { mkdir, readFile, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Bundle, bundleFor } from "./bundle.ts";
import { EmbeddedFailed } from "./errors.ts";
import { isMissing } from "./files.ts";
import { initData } from "./init-data.ts";
import { freeDataFolder } from "./pid-file.ts";
import { type ServerUser, serverUser } from "./server-user.ts";
import { dataOf, newSettings, readSettings, type Settings, writeSettings } from "./settings.ts";

/** A folder that is ready for a server. */
export interface Prepared {
  readonly bundle: Bundle;
  readonly user: ServerUser | undefined;
  readonly settings: Settings;
  readonly data: string;
  readonly logFile: string;
}

const LOG_BYTES = 5_000_000;
// The built-in provider knows C.UTF-8 on every system, whatever locales that has installed.
const LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--data-checksums"];

/**
 * Makes the folder on first use, else recovers it from whatever a dead owner left. The caller owns the folder.
 *
 * @throws EmbeddedFailed
 */
export async function prepare(dir: string, log: (line: string) => void): Promise<Prepared> {
  const known = await readSettings(dir);
  if (!known && existsSync(join(dir, "postgres"))) {
    throw new EmbeddedFailed("settings_lost", `${dir} holds data but not its postgres.json, and with it the password`);
  }
  const user = serverUser(known && dataOf(dir, known));
  const bundle = await bundleFor(user);
  const settings = known ?? (await newSettings(dir, user));
  if (!known) await writeSettings(dir, settings);
  const data = dataOf(dir, settings);

  if (existsSync(data)) {
    const left = await freeDataFolder(data);
    if (left === "orphan") log("stopped the PostgreSQL that a killed process had left running");
    if (left === "stale") log("recovering from a PostgreSQL that was killed");
  } else {
    log(`first use: making a PostgreSQL in ${data}`);
    await mkdir(dirname(data), { recursive: true });
    await initData({
      initdb: bundle.initdb,
      data,
      user,
      superuser: "sincro",
      password: settings.password,
      flags: LOCALE,
    });
  }
  await checkVersion(data, bundle);
  const logFile = join(dir, "postgres.log");
  await rotate(logFile);
  return { bundle, user, settings, data, logFile };
}

async function checkVersion(data: string, { version }: Bundle): Promise<void> {
  const made = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
  if (version.split(".")[0] === made) return;
  throw new EmbeddedFailed(
    "version_mismatch",
    `${data} was made by PostgreSQL ${made}, the installed one is ${version}: move the data with pg_dump of ${made}`,
  );
}

/** One old log is kept. */
async function rotate(path: string): Promise<void> {
  try {
    if ((await stat(path)).size > LOG_BYTES) await rename(path, `${path}.1`);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
