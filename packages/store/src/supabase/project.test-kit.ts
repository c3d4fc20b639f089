import { createClient } from "@supabase/supabase-js";
import { Pool } from "pg";
import type { RunStore } from "../port.ts";
import {
  type Cluster,
  databaseOn,
  type KeyOptions,
  type PrefixProxy,
  startPostgrest,
  startPrefixProxy,
  startSupabaseCluster,
  type TestDatabase,
} from "../testing/index.ts";
import type { ClusterVersion } from "../testing/programs.ts";
import { type SupabaseStoreOptions, supabaseStore } from "./supabase-store.ts";

/** A Supabase project, as far as a store sees of one. */
export interface Project {
  readonly url: string;
  /** Its own: other databases may be made on it. */
  readonly cluster: Cluster;
  /** As superuser, beside PostgREST. */
  readonly admin: Pool;
  /** The secret that signs the project's keys. */
  readonly jwtSecret: string;
  key(role: string, options?: KeyOptions): Promise<string>;
  /** A client as its users make it. */
  client(
    role: string,
    options?: KeyOptions & { readonly through?: PrefixProxy },
  ): Promise<ReturnType<typeof createClient>>;
  /** A store with the service role key. */
  store(options?: SupabaseStoreOptions & { readonly through?: PrefixProxy }): Promise<RunStore>;
  /** A way of its own to PostgREST, to break. */
  proxy(): Promise<PrefixProxy>;
  /** Settings of every transaction from now on: the policy's numbers, the clock's offset. */
  set(settings: ReadonlyMap<string, string>): Promise<void>;
  stop(): Promise<void>;
}

/** PostgREST keeps its connections: what a transaction is to see differently, its own pre-request sets. */
const PRE_REQUEST = `
  create schema testing;
  create table testing.settings (name text primary key, value text not null);
  create function testing.apply() returns void language sql security definer as
    $$ select set_config(name, value, true) from testing.settings $$;
  grant usage on schema testing to anon, authenticated, service_role;
`;

/**
 * Starts PostgreSQL with Supabase's roles, PostgREST, and the way to it.
 *
 * @param settings further ones of PostgREST, as its environment has them
 * @param databaseOf makes the database, where it is not to be a plain migrated one
 */
export async function startProject(
  version: ClusterVersion,
  settings: NodeJS.ProcessEnv = {},
  databaseOf: (cluster: Cluster) => Promise<TestDatabase> = databaseOn,
): Promise<Project> {
  const cluster = await startSupabaseCluster({ version });
  const database = await databaseOf(cluster);
  const admin = new Pool({ connectionString: database.adminUrl });
  await admin.query(PRE_REQUEST);
  const postgrest = await startPostgrest(database, cluster, {
    PGRST_DB_PRE_REQUEST: "testing.apply",
    ...settings,
  });
  const proxies: PrefixProxy[] = [];
  const proxy = async () => {
    const made = await startPrefixProxy(postgrest.socket);
    proxies.push(made);
    return made;
  };
  const main = await proxy();
  const client: Project["client"] = async (role, { through = main, ...options } = {}) =>
    createClient(through.url, await postgrest.key(role, options), { auth: { persistSession: false } });
  return {
    url: main.url,
    cluster,
    admin,
    jwtSecret: postgrest.jwtSecret,
    key: postgrest.key,
    client,
    store: async ({ through = main, ...options } = {}) =>
      supabaseStore(await client("service_role", { through }), options),
    proxy,
    set: async (settings) => {
      await admin.query("delete from testing.settings");
      const [names, values] = [[...settings.keys()], [...settings.values()]];
      await admin.query("insert into testing.settings select * from unnest($1::text[], $2::text[])", [names, values]);
    },
    stop: async () => {
      await Promise.all(proxies.map((it) => it.close()));
      await postgrest.stop();
      await admin.end();
      await cluster.stop();
    },
  };
}
