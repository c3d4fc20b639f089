export { cancelAnswer, conflictAnswer, startAnswer, sweepAnswer, testAnswer } from "./answers.ts";
export { type CommandCenterCommand, parseCommandCenter, parseSourceCommand, type SourceCommand } from "./commands.ts";
export { conflictActions, type SyncMode, syncModes } from "./fields.ts";
export { policyAnswer } from "./installation.ts";
export type { Issue, Parsed, Refused } from "./parse.ts";
export { problem } from "./problem.ts";
export { type ManychatPush, parseManychatPush, pushAnswer } from "./push.ts";
export { parseRunsQuery, type RunsQuery, runAnswer, runsAnswer } from "./runs.ts";
export {
  parseScheduleBody,
  parseUnschedule,
  scheduleAnswer,
  schedulesAnswer,
  unscheduledAnswer,
} from "./schedules.ts";
export { parseSession, type SessionRequest, sessionAnswer } from "./session.ts";
export { streamEvents } from "./stream.ts";
export type { Window } from "./window.ts";
