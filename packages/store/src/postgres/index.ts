export { connectPostgres } from "./connect.ts";
export type { Queryable } from "./pool.ts";
export { postgresStore } from "./postgres-store.ts";
export { type Alert, type AlertResult, type AlertState, connectUpkeep, type Upkeep } from "./upkeep.ts";
