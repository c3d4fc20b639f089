import { inRace, type Mutant, onPostgres } from "../mutant.ts";
import { inFunction, inStep } from "../sql.ts";

const byHand = (what: string) =>
  inRace("timeline/cancel.test.ts", `hand-written SQL is refused for the owner and for a superuser: ${what}`);
const spends =
  "((((e_reason is not distinct from 'rate_limited') or (e_reason is not distinct from 'dependency')) is not true) and (r.slice_pages is not distinct from 0))";

/** How slices and runs end, who may end them, and that it holds. */
export const endingMutants: readonly Mutant[] = [
  {
    id: "complete-at-any-page",
    title: "COMPLETE need not name the last committed page",
    breaks: ["F31"],
    sql: [inStep("COMPLETE", { from: "((e_seq is not distinct from r.commit_seq) is not true)", to: "false" })],
    killers: [onPostgres("F31 · a run completes only where its last page is the last committed")],
  },
  {
    id: "due-in-the-past",
    title: "a run may be handed back with a due time in the past",
    breaks: ["F5"],
    sql: [
      inStep("YIELD", {
        from: "next.due_at := greatest(p_at, e_due_at)",
        to: "next.due_at := coalesce(e_due_at, p_at)",
      }),
      inStep("YIELD", {
        after: "return;\n      end if;\n      next.worker := null;",
        from: "next.due_at := greatest(p_at, e_due_at)",
        to: "next.due_at := coalesce(e_due_at, p_at)",
      }),
    ],
    killers: [onPostgres("a due time that has passed is now")],
  },
  {
    id: "endless-attempts",
    title: "a run may be handed back without progress for ever",
    breaks: ["F1", "F4"],
    sql: [
      inStep("YIELD", { from: "((r.attempts < public.sync_setting('sincro.attempts', 5)) is not true)", to: "false" }),
    ],
    killers: [onPostgres("five slices may hand back without progress (retry), not six")],
  },
  {
    id: "waiting-costs-attempts",
    title: "waiting for a provider's limit uses up the attempts",
    breaks: ["P1"],
    sql: [
      inStep("YIELD", { after: "'illegal'", from: spends, to: "(r.slice_pages is not distinct from 0)" }),
      inStep("YIELD", { after: "'exhausted'", from: spends, to: "(r.slice_pages is not distinct from 0)" }),
    ],
    killers: [onPostgres("P1 · waiting for others costs no attempt (rate_limited)")],
  },
  {
    id: "guard-knows-no-ending",
    title: "the guard knows the table of steps, but not that an ended row stands still",
    breaks: ["F20", "F22"],
    sql: [
      inFunction("sync_guard", {
        from: "if old.status in ('completed', 'failed', 'cancelled', 'stale') then",
        to: "if false then",
      }),
    ],
    killers: [inRace("mutants/survivors/adopted.test.ts", "F20 · an ended run that older code inserted never changes")],
  },
  {
    id: "hand-written-complete",
    title: "hand-written SQL may complete a run and move its fence and cursor",
    breaks: ["F20", "F58"],
    sql: [
      inFunction("sync_guard", {
        after: "return public.sync_adopt_update(old, new);",
        from: "raise exception 'hand-written SQL may only cancel a sync run'",
        to: "return new; raise exception 'x'",
      }),
    ],
    killers: [byHand("completed by hand"), byHand("a fence by hand")],
  },
  {
    id: "emergency-fences-nobody",
    title: "the emergency statement does not move the fence",
    breaks: ["F21"],
    sql: [inFunction("sync_guard", { from: "new.fence := (cancelled.next).fence;", to: "" })],
    killers: [inRace("timeline/cancel.test.ts", "the emergency statement that operators know cancels")],
  },
  {
    id: "no-status-check",
    title: "the table takes a status that the machine does not know",
    breaks: ["F23", "F39"],
    sql: ["alter table public.sync_runs drop constraint sync_runs_status;"],
    killers: [
      inRace("mutants/survivors/adopted.test.ts", "F23 F39 · a row of a status that the machine does not know"),
    ],
  },
  {
    id: "history-rewritten",
    title: "the history can be rewritten",
    breaks: ["F26"],
    sql: ["drop trigger sync_append_only on public.sync_run_events;"],
    killers: [byHand("a rewritten history")],
  },
  {
    id: "refusal-touches",
    title: "a refused event touches updated_at",
    breaks: ["F13"],
    sql: [
      inFunction("sync_send", {
        after: "if s.reason = 'fenced' then",
        from: "return jsonb_build_object",
        to: "r.updated_at := v_at; r.version := r.version + 1; perform public.sync_put(r);\n    return jsonb_build_object",
      }),
    ],
    killers: [onPostgres("F13 F20 F22 · BEAT is applied or refused as the state says")],
  },
  {
    id: "cancel-hits-others",
    title: "a cancel of one source cancels every source",
    breaks: ["F24"],
    sql: [
      inFunction("sync_cancel", { from: "and (not p_filter ? 'source' or source = p_filter ->> 'source')", to: "" }),
    ],
    killers: [onPostgres("F24 · a cancel of a source hits those runs and no other")],
  },
  {
    id: "receipt-says-yes",
    title: "the receipt of a cancel says cancelled of a run that had ended",
    breaks: ["F26", "P3"],
    sql: [inFunction("sync_cancel", { from: "'cancelled', s.reason is null", to: "'cancelled', true" })],
    killers: [onPostgres("P3 · a cancel of a run that ended says so")],
  },
  {
    id: "prune-takes-the-newest",
    title: "retention deletes the newest run that could be resumed",
    breaks: ["F38"],
    sql: [inFunction("sync_prune", { from: "and id not in (select id from newest)", to: "" })],
    killers: [onPostgres("F38 · of old runs each scope keeps the newest resumable")],
  },
  {
    id: "prune-takes-live-runs",
    title: "retention deletes active runs",
    breaks: ["F38"],
    sql: [
      inFunction("sync_prune", {
        after: "delete from public.sync_runs",
        from: "where public.sync_is_terminal(status) and completed_at <",
        to: "where coalesce(completed_at, started_at) <",
      }),
    ],
    killers: [onPostgres("an active run is never pruned, however old")],
  },
  {
    id: "fenced-not-noted",
    title: "what a fenced worker still tries is not in the history",
    breaks: ["F26"],
    sql: [inFunction("sync_send", { from: "if s.reason = 'fenced' then", to: "if false then" })],
    killers: [onPostgres("what a fenced worker still tries is noted once per kind")],
  },
];
