export { rpcStore } from "./rpc-store.ts";
