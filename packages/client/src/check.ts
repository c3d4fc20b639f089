import { type ColumnName, columns, type SyncRunRow } from "@sincro/machine";

type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const text = (value: unknown) => typeof value === "string";
const number = (value: unknown) => typeof value === "number";
const listOf = (value: unknown, each: (item: unknown) => boolean) => Array.isArray(value) && value.every(each);

const moment = (value: unknown) => typeof value === "string" && !Number.isNaN(Date.parse(value));

/** What a column may hold, by its kind; a word that only a later version knows is one as well. */
const holds: Readonly<Record<string, (value: unknown) => boolean>> = {
  time: moment,
  int: number,
  bool: (value) => typeof value === "boolean",
  json: (value) => value !== undefined,
};

function fits(kind: string, value: unknown): boolean {
  return (kind.endsWith("?") && value === null) || (holds[kind.replace("?", "")] ?? text)(value);
}

/**
 * Whether a value can be shown as a run. Light on purpose: the page does not carry a validator, and a status that the
 * machine does not know must reach the page, which shows it as such.
 */
export function isRun(value: unknown): value is SyncRunRow {
  return isObject(value) && (Object.keys(columns) as ColumnName[]).every((name) => fits(columns[name], value[name]));
}

const isOutcome = (value: unknown) =>
  isObject(value) && text(value.source) && text(value.outcome) && (value.run === null || isRun(value.run));
const isReceipt = (value: unknown) => isObject(value) && text(value.runId) && text(value.source) && text(value.to);
const isEvent = (value: unknown) => isObject(value) && number(value.n) && text(value.at) && text(value.event);
const isSource = (value: unknown) => isObject(value) && text(value.name) && text(value.title);
const isHolder = (value: unknown) =>
  isObject(value) && text(value.runId) && text(value.source) && text(value.startedAt);

const isSchedule = (value: unknown) =>
  isObject(value) && text(value.source) && text(value.cron) && (value.next_at === null || moment(value.next_at));

/** What each answer must have, by the name of the answer. */
export const looksLike = {
  start: (value: unknown) => isObject(value) && value.success === true && listOf(value.runs, isOutcome),
  conflict: (value: unknown) =>
    isObject(value) &&
    value.error === "sync_already_running" &&
    listOf(value.runs, isOutcome) &&
    listOf(value.actions, text) &&
    listOf(value.holders, isHolder),
  cancel: (value: unknown) =>
    isObject(value) && value.success === true && number(value.cancelled) && listOf(value.receipt, isReceipt),
  sweep: (value: unknown) =>
    isObject(value) && value.success === true && number(value.released) && listOf(value.receipt, isReceipt),
  test: (value: unknown) => isObject(value) && typeof value.ok === "boolean" && text(value.source),
  runs: (value: unknown) => isObject(value) && listOf(value.runs, isRun) && (value.next === null || text(value.next)),
  run: (value: unknown) =>
    isObject(value) && isRun(value.run) && listOf(value.events, isEvent) && listOf(value.allowed, text),
  policy: (value: unknown) =>
    isObject(value) && text(value.now) && isObject(value.policy) && listOf(value.sources, isSource),
  schedules: (value: unknown) => isObject(value) && text(value.now) && listOf(value.schedules, isSchedule),
  schedule: (value: unknown) => isObject(value) && value.success === true && isSchedule(value.schedule),
  unscheduled: (value: unknown) => isObject(value) && value.success === true && number(value.removed),
  session: (value: unknown) => isObject(value) && text(value.actor),
} satisfies Record<string, (value: unknown) => boolean>;
