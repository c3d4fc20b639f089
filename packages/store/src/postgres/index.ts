export { connectPostgres } from "./connect.ts";
export type { Queryable } from "./pool.ts";
export { postgresStore } from "./postgres-store.ts";
