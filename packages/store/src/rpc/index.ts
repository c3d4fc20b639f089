export type { Arguments, FunctionName, Rpc, RunQuery } from "./rpc.ts";
export { rpcStore } from "./rpc-store.ts";
