import { randomUUID } from "node:crypto";
import { withClient } from "./client.ts";
import { adminUrlOf, type Cluster, type ClusterAddress, ownerUrlOf } from "./cluster.ts";
import type { ClusterVersion } from "./programs.ts";
import { currentPool } from "./shared-pool.ts";
import { makeTemplate, templateName } from "./templates.ts";

/** A database for one test file. */
export interface TestDatabase {
  /** As the plain role that owns the database and everything in it. */
  readonly url: string;
  /** As superuser, to make roles or to kill sessions. */
  readonly adminUrl: string;
  /** Removes it, whoever is connected. */
  drop(): Promise<void>;
}

/** Options of {@link testDatabase}. */
export interface TestDatabaseOptions {
  /** Default 18. */
  readonly version?: ClusterVersion;
  /** With Sincro's tables and functions; default true. */
  readonly migrate?: boolean;
}

/**
 * Makes a database for a test file: a copy of one that was migrated once per run.
 *
 * @throws PostgresAbsent
 * @example
 * const database = await testDatabase({ version: 15 });
 * const pool = new Pool({ connectionString: database.url });
 * await pool.end();
 * await database.drop();
 */
export async function testDatabase({ version = 18, migrate = true }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const pool = currentPool();
  return create(await pool.cluster(version), migrate ? await pool.template(version) : undefined);
}

/** The same on a private cluster of {@link startCluster}. */
export async function databaseOn(cluster: Cluster, { migrate = true } = {}): Promise<TestDatabase> {
  const name = templateName();
  if (migrate && !(await exists(cluster, name))) await makeTemplate(cluster, name);
  return create(cluster, migrate ? name : undefined);
}

async function create(cluster: ClusterAddress, template: string | undefined): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = (sql: string) => withClient(adminUrlOf(cluster), (client) => client.query(sql));
  // Copying the files takes a quarter of the time that copying through the log does, when nothing is synced to disk.
  await admin(`create database ${name} owner sincro template ${template ?? "template1"} strategy file_copy`);
  return {
    url: ownerUrlOf(cluster, name),
    adminUrl: adminUrlOf(cluster, name),
    drop: () => dropped(admin, name),
  };
}

/** SQLSTATE `object_in_use`: somebody is connected. */
const stillInUse = "55006";

/**
 * A pool says that it has ended when its sessions have only been asked to. PostgreSQL waits five seconds for them; forced
 * at once, the last words of one would reach a client that nobody listens to any more, and fail whatever test runs then.
 */
async function dropped(admin: (sql: string) => Promise<unknown>, name: string): Promise<void> {
  try {
    await admin(`drop database if exists ${name}`);
  } catch (error) {
    if ((error as { code?: unknown }).code !== stillInUse) throw error;
    await admin(`drop database if exists ${name} with (force)`);
  }
}

async function exists(cluster: ClusterAddress, name: string): Promise<boolean> {
  const found = await withClient(adminUrlOf(cluster), (client) =>
    client.query("select from pg_database where datname = $1 and datistemplate", [name]),
  );
  return found.rowCount === 1;
}
