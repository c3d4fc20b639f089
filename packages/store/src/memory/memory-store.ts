import { policy as defaultPolicy, type Policy } from "@sincro/machine";
import type { RunStore, Scope } from "../port.ts";
import { parseCancel, parseEvent } from "../shapes.ts";
import { storable } from "../storable.ts";
import { answerOf } from "./answer.ts";
import { rest, take } from "./buckets.ts";
import { cancel } from "./cancel.ts";
import { commit } from "./commit.ts";
import { knownContacts, knownIds } from "./known.ts";
import { list } from "./list.ts";
import { markMissing } from "./missing.ts";
import { prune } from "./prune.ts";
import { push } from "./push.ts";
import { removeSchedules, runSchedule, schedules, setSchedule } from "./schedules.ts";
import { silences } from "./silences.ts";
import { start } from "./start.ts";
import { step } from "./step.ts";
import { sweep } from "./sweep.ts";
import type { SyncRecordRow, Tables } from "./tables.ts";

/** A {@link RunStore} that lives as long as the process, and shows the records that commits wrote. */
export interface MemoryStore extends RunStore {
  /** The records of a scope, in the order of their key. */
  records(scope: Scope): Promise<readonly SyncRecordRow[]>;
}

/** What a memory store may be given: a clock (ISO 8601) and other numbers, both for tests. */
export interface MemoryOptions {
  readonly now?: () => string;
  readonly policy?: Policy;
}

function emptyTables({ now = () => new Date().toISOString(), policy = defaultPolicy }: MemoryOptions): Tables {
  return {
    runs: new Map(),
    events: new Map(),
    records: new Map(),
    seen: new Map(),
    buckets: new Map(),
    schedules: new Map(),
    now,
    policy,
    sweeps: null,
  };
}

/**
 * A store without a database: it runs the machine itself. For tests, for trying a source, for a script that keeps
 * nothing. Its answers are copies; each call is atomic, since nothing in it waits.
 *
 * @example
 * ```ts
 * const store = memoryStore()
 * const started = await store.start({ source: "stripe", mode: "7d", worker: "slice-1" })
 * ```
 */
export function memoryStore(options: MemoryOptions = {}): MemoryStore {
  const tables = emptyTables(options);
  const answer = async <T>(value: () => T): Promise<T> => structuredClone(value());
  const runOf = (runId: string) => tables.runs.get(runId.toLowerCase()) ?? null;
  return {
    start: (request) => answer(() => start(tables, storable(request))),
    send: (runId, sent) =>
      answer(() => {
        const event = parseEvent(storable(sent));
        if (event === null) return { applied: false, reason: "invalid", run: null };
        return answerOf(step(tables, runOf(runId), { ...event, at: tables.now() }));
      }),
    commit: (page) => answer(() => commit(tables, storable(page))),
    push: (request) => answer(() => push(tables, storable(request))),
    cancel: (filter, actor, reason) => answer(() => cancel(tables, parseCancel(storable({ filter, actor, reason })))),
    sweep: (release = false) => answer(() => sweep(tables, release)),
    prune: (keepMs) => answer(() => prune(tables, keepMs)),
    markMissing: (request) => answer(() => markMissing(tables, storable(request))),
    take: (request) => answer(() => take(tables, request)),
    rest: (request) => answer(() => rest(tables, request)),
    get: (runId) => answer(() => runOf(runId)),
    events: (runId) => answer(() => tables.events.get(runId.toLowerCase()) ?? []),
    list: (request = {}) => answer(() => list(tables, storable(request))),
    status: () =>
      answer(() => ({
        now: tables.now(),
        policy: tables.policy,
        sweptAt: tables.sweeps?.last ?? null,
        schemaVersion: 1,
      })),
    silences: (withinMs) => answer(() => silences(tables, withinMs)),
    schedules: () => answer(() => schedules(tables)),
    setSchedule: (request) => answer(() => setSchedule(tables, storable(request))),
    removeSchedules: (key) => answer(() => removeSchedules(tables, storable(key))),
    runSchedule: (turn) => answer(() => runSchedule(tables, storable(turn))),
    knownContacts: (request) => answer(() => knownContacts(tables, request)),
    knownIds: (request) => answer(() => knownIds(tables, request)),
    records: ({ source, account }) =>
      answer(() =>
        [...tables.records]
          .filter(([, record]) => record.source === source && record.account === account)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, record]) => record),
      ),
    close: async () => {},
  };
}
