export { superuser, withClient } from "./client.ts";
export { type Cluster, type ClusterOptions, startCluster } from "./cluster.ts";
export {
  type CronProject,
  describePgCron,
  type RecordedRequest,
  startCronProject,
} from "./cron-project.ts";
export { databaseOn, type TestDatabase, type TestDatabaseOptions, testDatabase } from "./database.ts";
export { describePostgres, describePostgrest } from "./describe.ts";
export { type KeyOptions, type Postgrest, startPostgrest } from "./postgrest.ts";
export { type PrefixProxy, startPrefixProxy } from "./prefix-proxy.ts";
export { type ClusterVersion, clusters, PostgresAbsent } from "./programs.ts";
export { type RealtimeDouble, startRealtimeDouble } from "./realtime-double.ts";
export { realtimeStandIn } from "./stand-ins.ts";
export { emptyTables } from "./stored.ts";
export { startSupabaseCluster } from "./supabase-cluster.ts";
