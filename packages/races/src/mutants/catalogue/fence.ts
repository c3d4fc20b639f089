import { inRace, type Mutant, onPostgres } from "../mutant.ts";
import { inStep } from "../sql.ts";
import { guardOff, notOwn } from "./texts.ts";

/** Who may write. */
export const fenceMutants: readonly Mutant[] = [
  {
    id: "commit-without-fence",
    title: "the fence is not checked in a commit",
    breaks: ["F7", "F21"],
    sql: [inStep("COMMIT", { from: notOwn, to: "false" })],
    killers: [onPostgres("F7 F21 · a worker that comes back after that can write nothing")],
    small: true,
  },
  {
    id: "fence-without-worker",
    title: "a commit is known by its fence alone, not by its slice",
    breaks: ["F7", "F15"],
    sql: [inStep("COMMIT", { from: notOwn, to: "(r.fence is not distinct from e_fence) is not true" })],
    killers: [onPostgres("each fenced worker is noted")],
  },
  {
    id: "beat-without-fence",
    title: "the fence is not checked in a beat",
    breaks: ["F7"],
    sql: [inStep("BEAT", { from: notOwn, to: "false" })],
    killers: [onPostgres("F7 · BEAT of the same worker with an older fence")],
  },
  {
    id: "late-complete",
    title: "a late COMPLETE is accepted while the run waits for its next slice",
    breaks: ["F13", "F7"],
    sql: [
      inStep("COMPLETE", { from: notOwn, to: "false" }),
      inStep("COMPLETE", { from: "('running')", to: "('running', 'continuing')" }),
    ],
    killers: [inRace("timeline/cancel.test.ts", "F13 · a sweep never overwrites an ending")],
  },
  {
    id: "complete-after-cancel",
    title: "a late COMPLETE is accepted after a cancel, and the guard is off",
    breaks: ["F20", "F22"],
    sql: [
      guardOff,
      inStep("COMPLETE", { from: notOwn, to: "false" }),
      inStep("COMPLETE", { from: "r.status not in ('running')", to: "false" }),
    ],
    killers: [inRace("timeline/cancel.test.ts", "F20, F22 · a zombie's COMPLETE")],
  },
  {
    id: "cancel-keeps-fence",
    title: "a cancel does not move the fence",
    breaks: ["F21"],
    sql: [inStep("CANCEL", { from: "next.fence := (r.fence + 1);", to: "" })],
    killers: [onPostgres("a cancelled run says who and why, and its worker is fenced")],
  },
  {
    id: "expiry-keeps-fence",
    title: "a sweep takes a run from its worker and leaves the fence where it was",
    breaks: ["F7", "F21"],
    sql: [
      inStep("EXPIRE", {
        after: "if ((r.worker is null) is not true) then",
        from: "next.fence := (r.fence + 1);",
        to: "",
      }),
    ],
    killers: [onPostgres("F7 F21 · a worker that comes back after that can write nothing")],
  },
  {
    id: "claim-keeps-fence",
    title: "a claim does not move the fence",
    breaks: ["F7"],
    sql: [inStep("CLAIM", { from: "next.fence := (r.fence + 1);", to: "" })],
    killers: [onPostgres("each claim is a slice with the next fence")],
  },
  {
    id: "claim-of-a-held-run",
    title: "a run that somebody holds can be claimed",
    breaks: ["F7", "F15"],
    sql: [
      inStep("CLAIM", { after: "'repeated'", from: "if ((r.worker is null) is not true) then", to: "if false then" }),
    ],
    killers: [onPostgres("F7 · sixteen racing claims")],
  },
  {
    id: "claim-too-early",
    title: "a waiting run can be claimed before it is due",
    breaks: ["P1"],
    sql: [inStep("CLAIM", { from: "(r.due_at <= p_at) is not true", to: "false" })],
    killers: [onPostgres("dueAt is honoured")],
  },
  {
    id: "stopped-by-anybody",
    title: "STOPPED is taken from a worker that did not hold the run last",
    breaks: ["F26"],
    sql: [inStep("STOPPED", { from: "(r.last_worker is not distinct from e_worker) is not true", to: "false" })],
    killers: [onPostgres("a worker that did not hold the run last cannot say that it stopped")],
  },
];
