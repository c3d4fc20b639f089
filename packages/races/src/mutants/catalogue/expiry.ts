import { inRace, type Mutant, onPostgres } from "../mutant.ts";
import { inFunction, inStep } from "../sql.ts";
import { guardOff } from "./texts.ts";

const overdue = "public.sync_is_active(status) and deadline_at <= v_at";
const tooEarly = "or r.deadline_at > v_at";
const notExpired = "(r.deadline_at <= p_at) is not true";
const terminalCheck = "r.status not in ('running', 'continuing')";
const noProgress =
  "(r.progress_at + public.sync_setting('sincro.no_progress_ms', 90000000) * interval '1 millisecond') <= p_at";

/** EXPIRE: what silence is, and what age is not. */
export const expiryMutants: readonly Mutant[] = [
  {
    id: "stale-by-age",
    title: "a run is stale ten minutes after it started, whatever it does",
    breaks: ["F11"],
    sql: [
      inFunction("sync_sweep", { from: "deadline_at <= v_at", to: "started_at <= v_at - interval '10 minutes'" }),
      inFunction("sync_expire", { from: tooEarly, to: "" }),
      inStep("EXPIRE", { from: notExpired, to: "false" }),
      inStep("EXPIRE", { from: noProgress, to: "r.started_at + interval '10 minutes' <= p_at" }),
    ],
    killers: [onPostgres("F11 · a run that gets on is never stale, however old it is")],
    small: true,
  },
  {
    id: "expiry-without-deadline",
    title: "a sweep takes runs whose deadline has not passed",
    breaks: ["F11", "P2"],
    sql: [
      inFunction("sync_sweep", { from: "and deadline_at <= v_at", to: "" }),
      inFunction("sync_expire", { from: tooEarly, to: "" }),
      inStep("EXPIRE", { from: notExpired, to: "false" }),
    ],
    killers: [onPostgres("not_expired · a sweep changes nothing before a deadline")],
  },
  {
    id: "expiry-without-status",
    title: "a sweep overwrites runs that have ended, and the guard is off",
    breaks: ["F13", "F22"],
    sql: [
      guardOff,
      inFunction("sync_sweep", { from: overdue, to: "deadline_at is null or deadline_at <= v_at" }),
      inFunction("sync_expire", { from: "not public.sync_is_active(r.status) or ", to: "" }),
      inStep("EXPIRE", { from: terminalCheck, to: "false" }, { from: notExpired, to: "r.deadline_at > p_at" }),
    ],
    killers: [inRace("timeline/cancel.test.ts", "F13 · a sweep never overwrites an ending")],
  },
  {
    id: "silence-not-counted",
    title: "the silences of dead workers are not counted: the run is driven for ever",
    breaks: ["F1"],
    sql: [
      inStep("EXPIRE", {
        after: "if ((r.worker is null) is not true) then",
        from: "next.silences := (r.silences + 1);",
        to: "",
      }),
    ],
    killers: [onPostgres("F1 · the third silence without progress is the last")],
  },
  {
    id: "silence-not-forgiven",
    title: "progress forgives no silence and no attempt",
    breaks: ["F11"],
    sql: [inStep("COMMIT", { from: "next.silences := 0;\n        next.attempts := 0;", to: "" })],
    killers: [onPostgres("progress forgives the silences before it")],
  },
  {
    id: "any-commit-forgives",
    title: "a commit that repeats the cursor counts as progress",
    breaks: ["F4", "F1"],
    sql: [
      inStep("COMMIT", {
        from: "if ((r.checkpoint is not distinct from e_checkpoint) is not true) then",
        to: "if true then",
      }),
    ],
    killers: [onPostgres("a commit that changes the cursor is progress; one that repeats it only keeps the run")],
  },
  {
    id: "beat-past-the-slice",
    title: "beats keep a run past the end of its slice: a hung worker holds it for ever",
    breaks: ["F1"],
    sql: [
      inStep("BEAT", {
        from: "least((p_at + public.sync_setting('sincro.lease_ms', 60000) * interval '1 millisecond'), r.slice_until)",
        to: "p_at + public.sync_setting('sincro.lease_ms', 60000) * interval '1 millisecond'",
      }),
    ],
    killers: [onPostgres("a worker that hangs while its timer beats loses the run at the end of its slice")],
  },
  {
    id: "beat-extends-nothing",
    title: "only commits extend the lease: a long page looks like death",
    breaks: ["P2"],
    sql: [
      inStep("BEAT", {
        from: "next.deadline_at :=",
        to: "next.deadline_at := r.deadline_at; next.heartbeat_at := p_at; --",
      }),
    ],
    killers: [onPostgres("P2 · a page may take longer than the lease while its worker beats")],
  },
  {
    id: "wait-is-silence",
    title: "a run that waits for a provider's limit has the deadline of one that is due now",
    breaks: ["P1"],
    sql: [
      inStep("YIELD", {
        after: "next.due_at",
        from: "least((greatest(p_at, e_due_at) +",
        to: "least((p_at +",
      }),
      inStep("YIELD", {
        after: "return;\n      end if;\n      next.worker := null;",
        from: "least((greatest(p_at, e_due_at) +",
        to: "least((p_at +",
      }),
    ],
    killers: [onPostgres("P1 · a wait of an hour for a provider's limit is no silence")],
  },
  {
    id: "never-without-progress",
    title: "a run that waits for ever without progress is never let go",
    breaks: ["F1"],
    sql: [inStep("EXPIRE", { from: noProgress, to: "false" })],
    killers: [onPostgres("no_progress · 25 hours without a page that moves the cursor")],
  },
  {
    id: "queue-counts-as-silence",
    title: "a run that nobody took is stale after ten minutes although its queue moves",
    breaks: ["P1", "F5"],
    sql: [inStep("EXPIRE", { from: "and (e_queue_moves is not distinct from false)", to: "" })],
    killers: [onPostgres("a run waits longer than ten minutes while its source's queue moves")],
  },
  {
    id: "release-of-live-runs",
    title: "letting stuck runs go lets live ones go too",
    breaks: ["F11"],
    sql: [
      inFunction("sync_sweep", { from: "and deadline_at <= v_at", to: "and (p_release or deadline_at <= v_at)" }),
      inFunction("sync_expire", { from: tooEarly, to: "" }),
      inStep("EXPIRE", { from: notExpired, to: "false" }),
    ],
    killers: [onPostgres("a release lets a silent run go at once, and never a live one")],
  },
];
