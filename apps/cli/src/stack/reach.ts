import { type Client, createClient } from "@sincro/client";
import { embeddedOwner } from "@sincro/store/server";
import type { Home } from "./home.ts";
import { openSecrets } from "./secrets.ts";
import { startStack } from "./stack.ts";

/** An installation that a command can talk to. */
export interface Reached {
  readonly client: Client;
  /** Whether it is a server that goes on without this process. */
  readonly server: boolean;
  close(): Promise<void>;
}

/**
 * Finds the server of this home: the owner of the embedded database, or whoever answers on the configured address.
 * Without one, the installation runs in this process, spoken to by the same client.
 *
 * @param work whether this process takes runs when there is no server, or only looks
 */
export async function reach(
  home: Home,
  { work, log }: { readonly work: boolean; readonly log: (line: string) => void },
): Promise<Reached> {
  const found = await findServer(home);
  if (found !== null) return { client: found, server: true, close: async () => {} };
  const stack = await startStack(home, { log, work });
  const client = createClient({
    baseUrl: "http://sincro.local",
    token: stack.secrets.operatorToken,
    fetch: (input, init) => stack.functions(new Request(input, init)),
  });
  return { client, server: false, close: stack.stop };
}

/** The client of a running server, or null. */
async function findServer(home: Home): Promise<Client | null> {
  const { operatorToken } = await openSecrets(home);
  const owner = home.config.databaseUrl === undefined ? await embeddedOwner(home.dir) : undefined;
  const page = owner?.info.page;
  const host = home.config.host.includes(":") ? `[${home.config.host}]` : home.config.host;
  const baseUrl = typeof page === "string" ? page : `http://${host}:${home.config.port}`;
  if (home.config.databaseUrl === undefined && page === undefined) return null;
  const client = createClient({ baseUrl, token: operatorToken });
  try {
    await client.policy({ signal: AbortSignal.timeout(2_000) });
    return client;
  } catch {
    // Nobody there, or somebody else: whatever it is, it is not this installation's server.
    return null;
  }
}
