export { ApiError, type ApiErrorCode, isApiError } from "./api-error.ts";
export type { ClientOptions } from "./call.ts";
export { isRun } from "./check.ts";
export { type Client, createClient } from "./client.ts";
export { type CallErrorCode, type ErrorCode, errorCodes, isErrorCode } from "./errors.ts";
export { basePath, routes, signInCode, signInPath, sourceFunctions } from "./routes.ts";
export { keepFollowing } from "./stream/keep-following.ts";
export type {
  CancelAnswer,
  CancelRequest,
  ConflictAction,
  ConflictAnswer,
  Holder,
  PolicyAnswer,
  PushAnswer,
  ResumeRequest,
  RunAnswer,
  RunsAnswer,
  RunsRequest,
  Schedule,
  ScheduleAnswer,
  ScheduleRequest,
  SchedulesAnswer,
  SessionAnswer,
  SourceInfo,
  StartAnswer,
  StartOutcome,
  StartResult,
  StreamEvent,
  SweepAnswer,
  SyncAllRequest,
  SyncRequest,
  TestAnswer,
  UnscheduledAnswer,
  UnscheduleRequest,
} from "./types.ts";
