import type { RunningServer } from "@sincro/fakes";
import type { RunStore } from "@sincro/store";
import { postgresStore } from "@sincro/store/postgres";
import {
  type Cluster,
  type ClusterVersion,
  databaseOn,
  startCluster,
  type TestDatabase,
  testDatabase,
} from "@sincro/store/testing";
import { Pool } from "pg";
import { installAudit } from "../audit/index.ts";
import { movableClock, moveClock } from "./database-clock.ts";
import type { WorkerConfig } from "./protocol.ts";
import { type NewProvider, type Provider, stripe } from "./providers/index.ts";
import { WorkerProcess } from "./worker-process.ts";

/** Longer than lease and sweep together: whoever was silent that long has been noticed. In milliseconds. */
const silenceMs = 91_000;

/** Recovery begins by syncing every file of the server, one by one; asking the kernel once takes a fifth of the time. */
const quickRecovery = { recovery_init_sync_method: "syncfs" };

/** How a stage is set. */
export interface StageOptions {
  readonly version: ClusterVersion;
  /** Whose data is synced; Stripe's when absent. */
  readonly provider?: NewProvider;
  /** With a server of its own, that survives a power cut and can be given one. */
  readonly crashes?: boolean;
  readonly defect?: WorkerConfig["defect"];
  /** Whether the workers make many requests at once, as they really do. */
  readonly sideBySide?: boolean;
}

/** By how much the time of a stage is ahead of the machine's, in milliseconds. */
interface StageClock {
  aheadMs: number;
}

/** What a stage is made of. */
interface Parts {
  readonly provider: Provider;
  readonly server: RunningServer;
  readonly clock: StageClock;
  readonly database: TestDatabase;
  readonly cluster: Cluster | undefined;
}

/** A database, a provider, and workers in processes of their own: where a sync and its accidents are played. */
export class Stage {
  readonly version: ClusterVersion;
  readonly provider: Provider;
  /** Where the provider listens. */
  readonly server: RunningServer;
  /** Superuser: patches, and looks. */
  readonly admin: Pool;
  readonly store: RunStore;
  readonly sideBySide: boolean;
  readonly #database: TestDatabase;
  readonly #cluster: Cluster | undefined;
  readonly #pool: Pool;
  readonly #clock: StageClock;
  readonly #defect: WorkerConfig["defect"];
  readonly #workers: WorkerProcess[] = [];
  #spare: WorkerProcess | undefined;

  private constructor(options: StageOptions, { provider, server, clock, database, cluster }: Parts) {
    this.version = options.version;
    this.#defect = options.defect;
    this.sideBySide = options.sideBySide ?? false;
    this.provider = provider;
    this.server = server;
    this.#clock = clock;
    this.#database = database;
    this.#cluster = cluster;
    this.admin = poolOf(database.adminUrl);
    this.#pool = poolOf(database.url);
    this.store = postgresStore(this.#pool);
  }

  static async set(options: StageOptions): Promise<Stage> {
    const { version, crashes = false } = options;
    const cluster = crashes ? await startCluster({ version, fsync: true, settings: quickRecovery }) : undefined;
    const database = cluster ? await databaseOn(cluster) : await testDatabase({ version });
    const clock: StageClock = { aheadMs: 0 };
    const provider = (options.provider ?? stripe)(() => Date.now() + clock.aheadMs);
    const stage = new Stage(options, { provider, server: await provider.fake.listen(), clock, database, cluster });
    await stage.#pool.query(movableClock);
    await installAudit(stage.admin);
    return stage;
  }

  /** A worker that is ready; another one is made ready meanwhile. */
  async worker(): Promise<WorkerProcess> {
    const worker = this.#spare ?? this.hire();
    this.#spare = this.hire();
    await worker.expect("ready");
    return worker;
  }

  /** Starts a worker process; it tells when it is ready. */
  hire(clockErrorMs = 0): WorkerProcess {
    const worker = new WorkerProcess(
      {
        databaseUrl: this.#database.url,
        name: `worker ${this.#workers.length + 1}`,
        source: this.provider.name,
        providerUrl: this.server.url,
        credentials: this.provider.credentials,
        streams: this.provider.streams,
        defect: this.#defect,
        sideBySide: this.sideBySide,
      },
      clockErrorMs,
    );
    this.#workers.push(worker);
    return worker;
  }

  /** The provider itself. */
  get fake(): Provider["fake"] {
    return this.provider.fake;
  }

  /** Lets so much time pass, by the database's clock and the provider's, that every silence is noticed. */
  async letTimePass(ms = silenceMs): Promise<void> {
    this.#clock.aheadMs += ms;
    await this.#pool.query(moveClock, [ms]);
  }

  /** Waits until the database has done, or undone, what a dead worker's sessions were at. */
  async untilForgotten(worker: WorkerProcess): Promise<void> {
    while ((await this.#sessionsOf(worker)) > 0);
  }

  /** Waits until the database has done what a frozen worker had sent: a beat of before must not be one of later. */
  async untilQuiet(worker: WorkerProcess): Promise<void> {
    while ((await this.#sessionsOf(worker, "and state <> 'idle'")) > 0);
  }

  async #sessionsOf({ name }: WorkerProcess, which = ""): Promise<number> {
    const sessions = `select count(*)::int as n from pg_stat_activity where application_name = $1 ${which}`;
    return (await this.admin.query<{ n: number }>(sessions, [name])).rows[0]?.n ?? 0;
  }

  /** Ends the database server as a power cut does, and starts it again. */
  async powerCut(): Promise<void> {
    await this.#cluster?.crash();
    await this.#cluster?.start();
  }

  /** Clears the stage: no process, no connection, no database is left. */
  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.end()));
    await this.server.close();
    await Promise.all([this.#pool.end(), this.admin.end()]);
    await (this.#cluster ? this.#cluster.stop() : this.#database.drop());
  }
}

function poolOf(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 5, statement_timeout: 30_000 });
  pool.on("error", () => {}); // broken while idle: the pool has dropped it
  return pool;
}
