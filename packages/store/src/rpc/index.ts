export { type Arguments, type FunctionName, type Rpc, type RunQuery } from "./rpc.ts";
export { rpcStore } from "./rpc-store.ts";
