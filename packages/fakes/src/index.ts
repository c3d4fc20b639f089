export * from "./paypal/index.ts";
export { type Clock, type ManualClock, manualClock } from "./shared/clock.ts";
export type { Fault, FaultKind, FaultRule, FaultSwitches, Faults } from "./shared/faults.ts";
export type { Gate } from "./shared/gate.ts";
export type { ListenOptions, RunningServer } from "./shared/listen.ts";
export type { LoggedRequest, RequestLog } from "./shared/log.ts";
export type { RateLimit } from "./shared/rate-limit.ts";
export * from "./stripe/index.ts";
