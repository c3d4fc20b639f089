import { randomBytes } from "node:crypto";
import { chown, mkdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../server/free-port.ts";
import { initData } from "../server/init-data.ts";
import { keep } from "../server/keeper.ts";
import { launch, type Postmaster } from "../server/postmaster.ts";
import { serverMay, serverUser } from "../server/server-user.ts";
import { withClient } from "./client.ts";
import { type ClusterVersion, programsOf } from "./programs.ts";

/** How to reach a cluster. Passwords are random; nothing outlives the test run. */
export interface ClusterAddress {
  readonly version: ClusterVersion;
  readonly port: number;
  readonly password: string;
}

/** A private cluster, for tests that crash it. */
export interface Cluster extends ClusterAddress {
  /** Ends the server as a power cut would (`pg_ctl stop -m immediate`): sessions break, the next start recovers. */
  crash(): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
}

/** Options of {@link startCluster}. */
export interface ClusterOptions {
  readonly version: ClusterVersion;
  /** Off by default: a test that does not crash its server needs no durability. On for those that do. */
  readonly fsync?: boolean;
  /** Further server settings, e.g. `{ wal_level: "logical" }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

const UNSAFE = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/**
 * Starts a throw-away PostgreSQL of the version in a temporary folder, with a superuser `postgres` and a plain role
 * `sincro` that owns the databases of tests. However this process ends, server and folder go with it.
 *
 * @throws PostgresAbsent
 * @example
 * const cluster = await startCluster({ version: 15, fsync: true });
 * await cluster.crash();
 * await cluster.start();
 * await cluster.stop();
 */
export async function startCluster({ version, fsync = false, settings = {} }: ClusterOptions): Promise<Cluster> {
  const user = serverUser();
  const { postgres, initdb, flags } = await programsOf(version, user);
  const temporary = serverMay("enter", tmpdir(), user) ? tmpdir() : "/tmp";
  const home = join(await realpath(temporary), `sincro-postgres-${version}-${randomBytes(6).toString("hex")}`);
  const data = join(home, "data");
  const keeper = keep({ data, signal: "QUIT", remove: home }); // before the folder is made: no moment is unwatched
  await mkdir(home, { mode: 0o700 });
  if (user) await chown(home, user.uid, user.gid);
  const password = randomBytes(12).toString("base64url");
  const address = { version, port: await freePort(), password };
  const sync = fsync ? [] : ["--no-sync"];
  let postmaster: Postmaster | undefined;
  const start = async () => {
    postmaster = await launch({
      postgres,
      data,
      user,
      port: address.port,
      logFile: join(home, "log"),
      settings: { max_connections: "300", ...(fsync ? {} : UNSAFE), ...settings },
      keeper,
    });
  };
  const stop = async () => {
    await postmaster?.stop("immediate");
    await rm(home, { recursive: true, force: true });
    keeper.dismiss();
  };
  try {
    await initData({ initdb, data, user, superuser: "postgres", password, flags: [...flags, ...sync] });
    await start();
    await withClient(adminUrlOf(address), (admin) => admin.query(`create role sincro login password '${password}'`));
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...address, start, stop, crash: async () => postmaster?.stop("immediate") };
}

/** The superuser's connection string. */
export function adminUrlOf({ port, password }: ClusterAddress, database = "postgres"): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

/** The connection string of the plain role that owns the databases. */
export function ownerUrlOf({ port, password }: ClusterAddress, database: string): string {
  return `postgres://sincro:${password}@127.0.0.1:${port}/${database}`;
}
