export { isStoreError, StoreError, type StoreErrorCode } from "./errors.ts";
export type {
  CancelFilter,
  CancelReceipt,
  CommitAnswer,
  CommitRequest,
  KnownPerson,
  KnownRequest,
  ListRequest,
  OnConflict,
  RunStore,
  Scope,
  SendAnswer,
  SendableEvent,
  StartAnswer,
  StartRequest,
  StoreStatus,
  SweepAnswer,
} from "./port.ts";
