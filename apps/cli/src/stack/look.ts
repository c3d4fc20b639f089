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
  if (config.databaseUrl !== undefined) return await readOnly(config.databaseUrl, ask);
  const own = await startEmbeddedPostgres({ dir, log }).catch((error: unknown) => {
    if (isEmbeddedInUse(error) && error.url !== undefined) return { url: error.url, stop: async () => {} };
    throw error;
  });
  try {
    return await readOnly(own.url, ask);
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
