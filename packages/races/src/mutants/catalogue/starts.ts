import { inRace, type Mutant, onPostgres } from "../mutant.ts";
import { inFunction, inStep } from "../sql.ts";
import { indexOff } from "./texts.ts";

const insertUnlessThere = [
  { from: "values (n.id", to: "select n.id" },
  {
    from: "n.version)\n  on conflict do nothing",
    to: `n.version where not exists (
    select from public.sync_runs a
    where a.source = n.source and a.account = n.account and public.sync_is_active(a.status))`,
  },
];
const twoStarts = inRace("mutants/survivors/starts.test.ts", "F14 · of two starts of a scope one starts");

/** START, restart and resume. */
export const startMutants: readonly Mutant[] = [
  {
    id: "no-unique-index",
    title: "no unique index: a start looks for an active run, then inserts",
    breaks: ["F14"],
    sql: [indexOff],
    killers: [twoStarts],
    small: true,
  },
  {
    id: "where-not-exists",
    title: "no unique index: INSERT … WHERE NOT EXISTS",
    breaks: ["F14"],
    sql: [indexOff, inFunction("sync_insert", ...insertUnlessThere)],
    killers: [twoStarts],
  },
  {
    id: "insert-fails",
    title: "a start that loses the race fails with a unique violation",
    breaks: ["F14", "F18"],
    sql: [inFunction("sync_insert", { from: "on conflict do nothing", to: "" })],
    killers: [twoStarts],
  },
  {
    id: "no-advisory-lock",
    title: "no advisory lock in a restart: one that is sent again may look, wait, and cancel what came after it",
    breaks: ["F18"],
    sql: [
      inFunction("sync_start", {
        from: "perform pg_advisory_xact_lock(hashtextextended('sync:' || p_source || ':' || p_account, 0));",
        to: "null;",
      }),
    ],
    killers: [inRace("mutants/survivors/restarts.test.ts", "F18 · cancels nobody else's run")],
  },
  {
    id: "no-deadline-at-start",
    title: "a run gets its deadline with its first heartbeat, not when it is created",
    breaks: ["F9"],
    sql: [
      inStep("START", {
        from: "next.deadline_at := (p_at + public.sync_setting('sincro.pickup_grace_ms', 60000) * interval '1 millisecond');",
        to: "next.deadline_at := null;",
      }),
    ],
    killers: [onPostgres("F9 · a run that was never claimed is dispatched again")],
  },
  {
    id: "start-without-sweep",
    title: "a start does not sweep its scope first",
    breaks: ["P4"],
    sql: [inFunction("sync_start", { from: "n := public.sync_expire(r.id, false);", to: "n := null;" })],
    killers: [onPostgres("P4 · a start sweeps its scope")],
  },
  {
    id: "restart-of-nothing",
    title: "a restart leaves the run it should end active, and answers that one",
    breaks: ["F18"],
    sql: [inFunction("sync_start", { from: "elsif found and p_on_conflict = 'restart' then", to: "elsif false then" })],
    killers: [onPostgres("F18 · a restart ends the active run and starts another at once")],
  },
  {
    id: "request-forgotten",
    title: "a start repeated after a lost answer starts a second run",
    breaks: ["F14"],
    sql: [
      "drop index public.sync_runs_request;",
      inFunction("sync_start", {
        after: "if p_on_conflict",
        from: "if p_request_id is not null then",
        to: "if false then",
      }),
    ],
    killers: [onPostgres("a start that is repeated after its run ended starts no other")],
  },
  {
    id: "resume-wipes-cursor",
    title: "a resumed run begins at the beginning",
    breaks: ["F38"],
    sql: [inFunction("sync_start", { from: "if v_from.checkpoint is not null then", to: "if false then" })],
    killers: [onPostgres("F38 · a run that is failed is resumed by a new one, which reads its cursor")],
  },
  {
    id: "resume-of-a-live-run",
    title: "an active run can be resumed",
    breaks: ["F17"],
    sql: [
      inFunction("sync_start", {
        from: "elsif not public.sync_is_resumable(v_from.status) then",
        to: "elsif false then",
      }),
    ],
    killers: [onPostgres("a completed run and an active one cannot be resumed")],
  },
  {
    id: "window-in-the-future",
    title: "a window may end in the future",
    breaks: ["F50"],
    sql: [inStep("START", { from: "least(e_window_end, p_at)", to: "coalesce(e_window_end, p_at)" })],
    killers: [onPostgres("F50 · a window of one's own is a range")],
  },
];
