export { type RpcStoreOptions, rpcStore } from "./rpc-store.ts";
