export { allowedEvents } from "./allowed.ts";
export { applyEvent, type Outcome } from "./apply.ts";
export { type ChartEdge, type ChartNode, chart } from "./chart.ts";
export {
  type ColumnName,
  columns,
  type Json,
  modes,
  type RunMode,
  type SyncRunRow,
  type YieldReason,
  yieldReasons,
} from "./columns.ts";
export { type Effect, effectsOf } from "./effects.ts";
export {
  type At,
  type BeatEvent,
  type CancelEvent,
  type ClaimEvent,
  type CommitEvent,
  type CompleteEvent,
  type EventType,
  type ExpireEvent,
  eventTypes,
  type FailEvent,
  type Hold,
  type RunError,
  type StartEvent,
  type StoppedEvent,
  type SyncEvent,
  type YieldEvent,
} from "./events.ts";
export { sameJson } from "./expression/same-json.ts";
export { type ActorKind, actorKinds, historyEntry, isRecorded, type SyncRunEvent } from "./history.ts";
export { syncRunMachine } from "./machine.ts";
export { type Policy, policy, settingName } from "./policy.ts";
export { type Reason, reasons, staleCodes } from "./reasons.ts";
export type { SourceRecord } from "./record.ts";
export {
  activeStatuses,
  isActive,
  isResumable,
  isTerminal,
  type RunState,
  type RunStatus,
  resumableStatuses,
  states,
  statuses,
  terminalStatuses,
} from "./status.ts";
export { type RunTransition, transitionsFrom } from "./transitions.ts";
