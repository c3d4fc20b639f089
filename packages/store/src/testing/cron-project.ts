import { existsSync } from "node:fs";
import { Pool } from "pg";
import { describe } from "vitest";
import { migrate } from "../migrations/index.ts";
import { withClient } from "./client.ts";
import { adminUrlOf, ownerUrlOf, startCluster } from "./cluster.ts";
import { whyAbsent } from "./programs.ts";
import { seedDefect } from "./seeded-defect.ts";
import { netStandIn, vaultStandIn } from "./stand-ins.ts";

/** What pg_net would send. */
export interface RecordedRequest {
  readonly id: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeout_milliseconds: number;
}

/** A migrated database with the real pg_cron, and stand-ins for pg_net and Vault. */
export interface CronProject {
  /** As the plain role that owns Sincro's tables, in whose name the job runs. */
  readonly url: string;
  readonly owner: Pool;
  /** As superuser. */
  readonly admin: Pool;
  readonly adminUrl: string;
  /** Keeps a secret in Vault, or takes it away. */
  secret(name: string, value: string | null): Promise<void>;
  /** Schedules the sweep without its ticks, which would come in between: the job waits for a 29 February. */
  scheduleWithoutTicks(): Promise<void>;
  /** Takes the requests that wait in pg_net's queue, oldest first. */
  takeRequests(): Promise<readonly RecordedRequest[]>;
  stop(): Promise<void>;
}

const library = "/usr/lib/postgresql/15/lib/pg_cron.so";

function whyNoPgCron(): string | undefined {
  return whyAbsent(15) ?? (existsSync(library) ? undefined : `no ${library} (Debian: apt install postgresql-15-cron)`);
}

/** `describe` where Debian's PostgreSQL 15 has pg_cron; elsewhere skipped, and the title says why. On CI it runs. */
export function describePgCron(title: string, body: () => void): void {
  const absent = whyNoPgCron();
  const name = `${title}, with pg_cron on PostgreSQL 15`;
  if (absent === undefined || process.env.CI === "true") describe(name, body);
  else describe.skip(`${name} (skipped: ${absent})`, body);
}

/** As on Supabase, everything is in the database `postgres`: pg_cron reads its jobs from one database only. */
const settings = {
  shared_preload_libraries: "pg_cron",
  "cron.database_name": "postgres",
  // Its jobs are workers of the server then, and need no password.
  "cron.use_background_workers": "on",
};

/** Starts one. */
export async function startCronProject(): Promise<CronProject> {
  const cluster = await startCluster({ version: 15, settings });
  const adminUrl = adminUrlOf(cluster);
  await withClient(adminUrl, async (client) => {
    await client.query(
      "create role anon nologin; create role authenticated nologin; create role service_role nologin bypassrls;",
    );
    await client.query("alter database postgres owner to sincro; create extension pg_cron;");
    await client.query(vaultStandIn + netStandIn);
    await client.query("grant usage on schema cron to sincro");
  });
  const url = ownerUrlOf(cluster, "postgres");
  await migrate(url);
  await seedDefect(url);
  const [owner, admin] = [new Pool({ connectionString: url }), new Pool({ connectionString: adminUrl })];
  return {
    url,
    owner,
    admin,
    adminUrl,
    secret: async (name, value) => {
      await admin.query("delete from vault.secrets where name = $1", [name]);
      if (value !== null) await admin.query("select vault.create_secret($1, $2)", [value, name]);
    },
    scheduleWithoutTicks: async () => {
      const client = await admin.connect();
      await client.query("begin; set local role sincro; select sync_schedule(); reset role");
      await client.query("update cron.job set schedule = '0 0 29 2 *'; commit");
      client.release();
    },
    takeRequests: async () => {
      const { rows } = await admin.query<RecordedRequest>(
        `with taken as (delete from net.http_request_queue returning *) select * from taken order by id`,
      );
      return rows;
    },
    stop: async () => {
      await Promise.all([owner.end(), admin.end()]);
      await cluster.stop();
    },
  };
}
