import { randomBytes } from "node:crypto";
import { chown, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { openFolder, SYSTEM_HOME } from "./bundle.ts";
import { EmbeddedFailed } from "./errors.ts";
import { readIfThere, replaceFile } from "./files.ts";
import { type ServerUser, serverMay } from "./server-user.ts";

/** What a folder remembers about its PostgreSQL, in `postgres.json` (mode 0600). */
export interface Settings {
  readonly password: string;
  /** The port of the last start. */
  readonly port?: number;
  /** The data folder; relative to the folder unless the server's user could not reach it there. */
  readonly data: string;
}

const NAME = "postgres.json";

/** Reads the settings of a folder; undefined in a new one. */
export async function readSettings(dir: string): Promise<Settings | undefined> {
  const text = await readIfThere(join(dir, NAME));
  return text === undefined ? undefined : (JSON.parse(text) as Settings);
}

/** Writes the settings of a folder. */
export function writeSettings(dir: string, settings: Settings): Promise<void> {
  return replaceFile(join(dir, NAME), `${JSON.stringify(settings, null, 2)}\n`);
}

/** The absolute path of the data folder. */
export function dataOf(dir: string, settings: Settings): string {
  return resolve(dir, settings.data);
}

/**
 * Settings for a new folder: a random password, and a place for the data that the server's user can reach. That is the
 * folder itself, or, when root's clone lies where nobody else may enter, a folder of its own under `home`.
 *
 * @throws EmbeddedFailed `no_readable_place`
 */
export async function newSettings(dir: string, user: ServerUser | undefined, home = SYSTEM_HOME): Promise<Settings> {
  const password = randomBytes(24).toString("base64url");
  if (serverMay("enter", dir, user)) return { password, data: "postgres" };
  const data = join(home, `data-${randomBytes(8).toString("hex")}`);
  await openFolder(home);
  await mkdir(data, { mode: 0o700 });
  if (user) await chown(data, user.uid, user.gid);
  if (serverMay("enter", data, user)) return { password, data: join(data, "postgres") };
  throw new EmbeddedFailed("no_readable_place", `PostgreSQL's user can enter neither ${dir} nor ${home}`);
}

/** The connection string of a database on this server. */
export function urlOf(settings: Pick<Settings, "password">, port: number, database = "sincro"): string {
  return `postgres://sincro:${settings.password}@127.0.0.1:${port}/${database}`;
}
