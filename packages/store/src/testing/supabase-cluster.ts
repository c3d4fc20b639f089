import { withClient } from "./client.ts";
import { adminUrlOf, type Cluster, type ClusterOptions, startCluster } from "./cluster.ts";

/** As Supabase's own image has them: https://github.com/supabase/postgres, migrations/db/init-scripts. */
const rolesOf = (password: string) => `
  create role anon nologin noinherit;
  create role authenticated nologin noinherit;
  create role service_role nologin noinherit bypassrls;
  create role authenticator login noinherit password '${password}';
  grant anon, authenticated, service_role to authenticator;
  alter role anon set statement_timeout = '3s';
  alter role authenticated set statement_timeout = '8s';
  alter role authenticator set statement_timeout = '8s';
`;

/** On Supabase the browser's roles may do everything with what a migration makes, until that takes it from them. */
const generousDefaults = ["tables", "functions", "sequences"]
  .map(
    (kind) =>
      `alter default privileges for role sincro in schema public grant all on ${kind} to anon, authenticated, service_role;`,
  )
  .join("\n");

/**
 * A private cluster with Supabase's roles and default privileges: roles are a whole cluster's, and what the migrations
 * grant depends on whether they are there. Its databases are made by `databaseOn`.
 */
export async function startSupabaseCluster(options: ClusterOptions): Promise<Cluster> {
  const cluster = await startCluster(options);
  await withClient(adminUrlOf(cluster), (admin) => admin.query(rolesOf(cluster.password)));
  await withClient(adminUrlOf(cluster, "template1"), (admin) => admin.query(generousDefaults));
  return cluster;
}
