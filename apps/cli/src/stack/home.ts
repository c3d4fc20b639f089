import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Config, readConfig } from "@sincro/functions";

/** Where an installation keeps what is its own: the embedded database, the secrets made at the first start. */
export interface Home {
  /** The folder `.sincro` beside the `.env` that was read. */
  readonly dir: string;
  readonly config: Config;
}

/**
 * Reads `.env` from a folder and then the environment, which wins.
 *
 * @throws ConfigError that names every wrong variable
 */
export function openHome(folder = process.cwd()): Home {
  const file = join(folder, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  return { dir: resolve(folder, ".sincro"), config: readConfig(process.env) };
}
