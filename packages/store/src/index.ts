export { isStoreError, StoreError, type StoreErrorCode } from "./errors.ts";
export type { MarkAnswer, MarkRequest } from "./missing.ts";
export type {
  CancelFilter,
  CancelReceipt,
  CommitAnswer,
  CommitRequest,
  KnownPerson,
  KnownRequest,
  ListRequest,
  OnConflict,
  PushAnswer,
  PushRequest,
  RunStore,
  Scope,
  SendAnswer,
  SendableEvent,
  StartAnswer,
  StartRequest,
  StoreStatus,
  SweepAnswer,
} from "./port.ts";
export type { ScheduleKey, ScheduleOutcome, ScheduleRequest, ScheduleRow, ScheduleTurn } from "./schedules.ts";
export { scheduleModes } from "./schedules.ts";
export type { Bucket, RestRequest, TakeRequest, Turn } from "./turns.ts";
