import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createStripeFake, type StripeFake } from "@sincro/fakes";
import { type Policy, settingName } from "@sincro/machine";
import { type Project, startProject } from "@sincro/store/supabase/testing";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { expect, onTestFinished, vi } from "vitest";
import { type EdgeProcess, startEdge } from "../../../../edge/src/testing/deno.ts";
import { type Gateway, startGateway } from "../../../../edge/src/testing/gateway.ts";

/** Which of the two functions. */
export type Version = "before" | "after";

const here = new URL("../", import.meta.url);
const sqlOf = (path: string) => readFile(new URL(path, here), "utf8");

/** One version of the function in a project of its own, a provider that the test rules, and a browser. */
export interface Stage {
  readonly project: Project;
  readonly gateway: Gateway;
  readonly stripe: StripeFake;
  /** What somebody who is signed in has in the browser. */
  readonly browser: SupabaseClient;
  /** What pg_cron has. */
  readonly cron: SupabaseClient;
  /** Starts Deno with the function in it, and leads all calls to it. */
  deno(): Promise<EdgeProcess>;
  /** The ids in one of their tables, in order. */
  ids(table: "clients" | "transactions"): Promise<readonly string[]>;
}

/** Numbers by which a lost worker is noticed in seconds. */
const impatient: Partial<Policy> = { leaseMs: 2_000, beatMs: 400, sweepMs: 500, pickupGraceMs: 1_500 };

/** Sets it up for one test; all of it ends with the test. */
export async function setUp(version: Version, policy: Partial<Policy> = {}): Promise<Stage> {
  const project = await startProject(18);
  const ends: (() => Promise<unknown>)[] = [() => project.stop()];
  onTestFinished(async () => {
    for (const end of ends.reverse()) await end();
  });
  await project.admin.query(`set role sincro; ${await sqlOf("before/schema.sql")}`);
  if (version === "after") await project.admin.query(await sqlOf("after/import-payments.sql"));
  await project.admin.query("reset role; notify pgrst, 'reload schema'");
  const settings = Object.entries({ ...impatient, ...policy }).map(([name, value]) => [
    settingName(name as keyof Policy),
    `${value}`,
  ]);
  await project.set(new Map(settings as [string, string][]));

  const stripe = createStripeFake({ seed: 5 });
  const provider = await stripe.listen();
  const gateway = await startGateway(project.url);
  ends.push(
    () => provider.close(),
    () => gateway.close(),
  );
  const serviceKey = await project.key("service_role");
  const clientOf = (key: string) => createClient(gateway.url, key, { auth: { persistSession: false } });
  const env = {
    SUPABASE_URL: gateway.url,
    SUPABASE_SERVICE_ROLE_KEY: serviceKey,
    STRIPE_SECRET_KEY: stripe.key,
    STRIPE_API_BASE: provider.url,
  };
  const [browser, cron] = [clientOf(await project.key("authenticated")), clientOf(serviceKey)];
  // PostgREST hears of a new schema in its own time; it is what knows that these two tables go together.
  const joined = () => cron.from("transactions").select("id, clients (id)");
  await vi.waitFor(async () => expect((await joined()).error).toBeNull(), { timeout: 60_000, interval: 20 });
  return {
    project,
    gateway,
    stripe,
    browser,
    cron,
    deno: async () => {
      const edge = await startEdge(env, fileURLToPath(new URL(`${version}/functions`, here)));
      ends.push(() => edge.kill9());
      gateway.route(edge.port);
      return edge;
    },
    ids: async (table) => {
      const { rows } = await project.admin.query<{ id: string }>(`select id from ${table} order by id collate "C"`);
      return rows.map(({ id }) => id);
    },
  };
}
