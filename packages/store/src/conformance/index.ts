export { describeStore } from "./describe-store.ts";
export type { MakeStore, StoredRecord, StoreUnderTest } from "./under-test.ts";
