import { isEmbeddedInUse, startEmbeddedPostgres } from "@sincro/store/server";
import { Client } from "pg";
import type { Home } from "./home.ts";

/**
 * Asks the database of an installation, beside whatever runs, in one transaction that can only read.
 *
 * @throws EmbeddedInUse when the process that runs the embedded database is still starting; pg's own errors
 */
export async function look<T>(
  { dir, config }: Home,
  log: (line: string) => void,
  ask: (client: Client) => Promise<T>,
): Promise<T> {
  return await withDatabase({ dir, config }, log, (url) => readOnly(url, ask));
}

/**
 * Gives the address of the database of an installation, which runs for as long as that takes.
 *
 * @throws EmbeddedInUse when the process that runs the embedded database is still starting
 */
export async function withDatabase<T>(
  { dir, config }: Home,
  log: (line: string) => void,
  use: (url: string) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl !== undefined) return await use(config.databaseUrl);
  const own = await startEmbeddedPostgres({ dir, log }).catch((error: unknown) => {
    if (isEmbeddedInUse(error) && error.url !== undefined) return { url: error.url, stop: async () => {} };
    throw error;
  });
  try {
    return await use(own.url);
  } finally {
    await own.stop();
  }
}

async function readOnly<T>(connectionString: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // Looking at a long history takes its time, whatever the role's own limit is.
    await client.query("begin read only; set local search_path = public; set local statement_timeout = 0");
    return await ask(client);
  } finally {
    await client.end();
  }
}
