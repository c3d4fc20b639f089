export { type Cluster, type ClusterOptions, startCluster } from "./cluster.ts";
export { databaseOn, type TestDatabase, type TestDatabaseOptions, testDatabase } from "./database.ts";
export { describePostgres } from "./describe.ts";
export { type ClusterVersion, clusters, PostgresAbsent } from "./programs.ts";
