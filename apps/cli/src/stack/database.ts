import { migrate, schemaVersion } from "@sincro/store/migrations";
import { startEmbeddedPostgres } from "@sincro/store/server";
import type { Home } from "./home.ts";

/** The database of an installation, migrated. */
export interface Database {
  readonly url: string;
  /** What it is, for people; no password. */
  readonly description: string;
  /** Tells a second start about this one. */
  announce(page: string): Promise<void>;
  /** Resolves when the server that we run has ended by itself; never for one that is somebody else's. */
  readonly lost: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Opens the database of `DATABASE_URL`, or the embedded PostgreSQL in the home folder, and brings it up to date.
 *
 * @throws EmbeddedInUse when another process runs the embedded one; the errors of `migrate`
 */
export async function openDatabase({ dir, config }: Home, log: (line: string) => void): Promise<Database> {
  const database = config.databaseUrl === undefined ? await embedded(dir, log) : external(config.databaseUrl);
  try {
    const { applied } = await migrate(database.url);
    if (applied.length > 0) log(`The schema is at version ${schemaVersion()}: applied ${applied.join(", ")}.`);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function embedded(dir: string, log: (line: string) => void): Promise<Database> {
  const server = await startEmbeddedPostgres({ dir, log });
  return {
    url: server.url,
    description: `PostgreSQL ${server.version}, embedded, in ${dir}`,
    announce: (page) => server.setInfo({ page }),
    lost: server.exited,
    stop: () => server.stop(),
  };
}

function external(url: string): Database {
  const { hostname, port, pathname } = new URL(url);
  return {
    url,
    description: `PostgreSQL at ${hostname}${port === "" ? "" : `:${port}`}${pathname}`,
    announce: async () => {},
    lost: new Promise(() => {}),
    stop: async () => {},
  };
}
