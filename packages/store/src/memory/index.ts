export { type MemoryOptions, type MemoryStore, memoryStore } from "./memory-store.ts";
export type { SyncRecordRow } from "./tables.ts";
