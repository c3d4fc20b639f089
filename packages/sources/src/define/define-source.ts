import type { Json } from "@sincro/machine";
import { isSourceError } from "../errors.ts";
import { type OlderReader, readOlder } from "../older/older.ts";
import type { Connection, ConnectionTest, Source, SourceManifest } from "../source.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { streamPages } from "./pages.ts";
import { namedStreams } from "./plan.ts";
import type { Stream } from "./stream.ts";

/** All there is to say of a source. */
export interface SourceDefinition<Client> extends Omit<SourceManifest, "streams" | "listed"> {
  /** How to talk to the provider; made once a slice. */
  client(connection: Connection): Client;
  // biome-ignore lint/suspicious/noExplicitAny: each stream has a cursor of its own
  readonly streams: Readonly<Record<string, Stream<Client, any>>>;
  /** How many tasks are worked on at once, of one stream and in all; 4 and 16 when absent. */
  readonly parallel?: { readonly perStream: number; readonly inAll: number } | undefined;
  /** Reads the cursors of the functions that this source took the place of; absent where none leads anywhere. */
  readonly older?: OlderReader | undefined;
  /**
   * Asks the provider who it is that asks, without changing anything; null where it does not say.
   *
   * @throws SourceError
   */
  test(client: Client): Promise<string | null>;
}

/**
 * Makes a {@link Source} out of a manifest and streams. What a slice does with them (windows side by side, checkpoint,
 * order, cursors that stand still) is the same for all.
 *
 * @example
 * ```ts
 * export const acme = defineSource({
 *   name: "acme", title: "Acme", functionName: "fetch-acme", baseEnv: "ACME_API_BASE",
 *   credentials: [{ env: "ACME_KEY", secret: true }],
 *   rates: [{ scope: "account", requests: 10, perMs: 1000 }],
 *   client: (connection) => createClient({ … }),
 *   streams: { people },
 *   test: async (client) => (await client.get("/me", {}, readMe)).name,
 * })
 * ```
 */
export function defineSource<Client>(definition: SourceDefinition<Client>): Source {
  const { client: connect, streams, parallel = { perStream: 4, inAll: 16 }, older: reader, test, ...said } = definition;
  const listed = Object.values(streams).flatMap(({ whole, object }) => (whole ? object : []));
  const valid = (checkpoint: Json) => isOwn(() => readCheckpoint(said.title, streams, checkpoint));
  return {
    manifest: { ...said, streams: namedStreams(streams), listed },
    pages: (request) => streamPages({ title: said.title, streams, parallel, connect }, request),
    older: (checkpoint, run) => readOlder(said.name, checkpoint, run, { reader, valid }),
    test: (connection) => tested(() => test(connect(connection))),
  };
}

function isOwn(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (!isSourceError(error)) throw error;
    return false;
  }
}

async function tested(ask: () => Promise<string | null>): Promise<ConnectionTest> {
  try {
    return { ok: true, account: await ask() };
  } catch (error) {
    if (!isSourceError(error)) throw error;
    return { ok: false, code: error.code, message: error.message };
  }
}
