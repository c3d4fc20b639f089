import { inModule, inPackage, type ModuleChange, type Mutant } from "../mutant.ts";

const inWorker = (file: string, from: string, to: string): readonly ModuleChange[] => [
  inModule(`packages/worker/src/${file}`, from, to),
];
const tested = (file: string, title: string) => inPackage(`worker/src/${file}`, title);

/** What a worker does, and when it stops. */
export const workerMutants: readonly Mutant[] = [
  {
    id: "fetching-after-fenced",
    title: "a worker goes on fetching after its run was taken away",
    breaks: ["F21"],
    modules: inWorker("held-run.ts", "signal: slice.signal,", "signal: new AbortController().signal,"),
    killers: [tested("fencing.test.ts", "F21 · a cancel in mid-page aborts the fetch in flight")],
  },
  {
    id: "beats-with-pages",
    title: "a worker shows signs of life only with its pages",
    breaks: ["P2"],
    modules: inWorker("heartbeat.ts", "  next();\n  return", "  return"),
    killers: [tested("heartbeat.test.ts", "P2 · a page that takes 70 s")],
  },
  {
    id: "refused-beat-ignored",
    title: "a worker takes no notice of a refused beat",
    breaks: ["F21"],
    modules: inWorker("heartbeat.ts", "!slice.take(answer, sentAt)", "!slice.take(answer, sentAt) && false"),
    killers: [tested("fencing.test.ts", "F21 · a cancel in mid-page aborts the fetch in flight")],
  },
  {
    id: "seq-from-row",
    title: "a worker numbers its pages by the row that a beat showed, not by its own count",
    breaks: ["F33"],
    modules: inWorker("commit.ts", "const seq = slice.seq + 1;", "const seq = slice.row.commit_seq + 1;"),
    killers: [tested("failover.test.ts", "is fetched again, with 40000 ms a page")],
  },
  {
    id: "part-moves-the-cursor",
    title: "a part of a page moves the checkpoint to the end of the page",
    breaks: ["F49", "F33"],
    modules: inWorker("commit.ts", "parts.length > 0 ? slice.row.checkpoint : page.checkpoint", "page.checkpoint"),
    killers: [tested("large-pages.test.ts", "F49 · only the last part moves the checkpoint")],
  },
  {
    id: "same-size-again",
    title: "a page on which the database gave up is sent again as it was",
    breaks: ["F49"],
    modules: inWorker("commit.ts", "mayBeRepeated(error) && !tooMuch(error)", "mayBeRepeated(error)"),
    killers: [tested("large-pages.test.ts", "F49 · a page on which the database gives up goes in smaller parts")],
  },
  {
    id: "slice-without-budget",
    title: "a slice goes on until the platform kills it",
    breaks: ["F46"],
    modules: inWorker("commit.ts", "clock.now() >= slice.yieldsAt ||", ""),
    killers: [tested("with-run.test.ts", "F46 · hands the run back between pages at 80 % of it")],
  },
  {
    id: "slice-without-allowance",
    title: "a slice takes on as much as it can, whatever CPU the platform gives",
    breaks: ["F46"],
    modules: inWorker("commit.ts", "left.pages <= 0 || left.records <= 0", "false"),
    killers: [tested("with-run.test.ts", "F46 · is used up by")],
  },
  {
    id: "slice-without-end",
    title: "a page that hangs holds its slice for ever",
    breaks: ["F46", "F1"],
    modules: inWorker("supervise.ts", "clock.after(slice.endsAt - clock.now(), () => slice.end(overrun(slice))),", ""),
    killers: [tested("fencing.test.ts", "F46 · is let go even when it ignores its signal")],
  },
  {
    id: "swallowed-error",
    title: "a run whose work threw is completed",
    breaks: ["F31", "F8"],
    modules: inWorker(
      "with-run.ts",
      "slice.end(endingOf(thrown, slice.row.attempts, random, secrets));",
      'slice.end({ kind: "complete" });',
    ),
    killers: [tested("retries.test.ts", "fails the run at once when trying again cannot help")],
  },
  {
    id: "standing-cursor",
    title: "a worker commits hundreds of pages that leave the cursor where it was",
    breaks: ["F4"],
    modules: inWorker("commit.ts", "const STUCK_AFTER = 3;", "const STUCK_AFTER = 300;"),
    killers: [tested("retries.test.ts", "F4 · fails the run at the third page in a row")],
  },
  {
    id: "no-repeat-after-fault",
    title: "a store call whose answer was lost is not made again",
    breaks: ["F16", "F8"],
    modules: inWorker("persist.ts", "if (!helps(error) ||", "if (error !== null ||"),
    killers: [tested("faults.test.ts", "F16 · a lost STOPPED is sent again and recorded once")],
  },
  {
    id: "worker-clock",
    title: "due times are told by the worker's clock",
    breaks: ["F11"],
    modules: inWorker("database-time.ts", "Date.parse(now) - askedAt", "Date.now() - clock.now()"),
    killers: [tested("database-time.test.ts", "a wall clock that is wrong by")],
  },
  {
    id: "turn-within-a-rest",
    title: "a turn that was given before the provider asked for a rest is used within it",
    breaks: ["F48"],
    modules: inWorker("pace.ts", "if (restsAt(endpoint) !== before) {", "if (before < 0) {"),
    killers: [tested("pace.test.ts", "F48, P1 · a turn that was given before")],
  },
  {
    id: "two-slices-at-once",
    title: "the dispatcher runs a second slice of a run beside the first",
    breaks: ["F7", "F16"],
    modules: inWorker("dispatcher.ts", "if (slice !== undefined) {", "if (slice === null) {"),
    killers: [tested("dispatcher.test.ts", "F7 F16 · runs one slice of a run at a time")],
  },
  {
    id: "no-next-slice",
    title: "the dispatcher does not call for the slice after a yield",
    breaks: ["F5"],
    modules: inWorker("dispatcher.ts", "if (dueInMs !== undefined) dispatchIn(dueInMs, row);\n    else if", "if"),
    killers: [tested("dispatcher.test.ts", "follows a run from slice to slice until it is over")],
  },
  {
    id: "lost-hand-off",
    title: "the sweeper does not hand over what is due: a lost hand-off stays lost",
    breaks: ["F5", "P4"],
    modules: inWorker("sweeper.ts", "if (!stopped) onDue(due);", ""),
    killers: [
      tested("sweeper.test.ts", "F1 F5 P4 · brings back a run whose worker died and one whose hand-off was lost"),
    ],
  },
  {
    id: "worker-tells-secrets",
    title: "errors are stored as they were thrown, credentials and all",
    breaks: ["F55"],
    modules: inWorker("failure.ts", "message: redact(words, secrets).slice(0, LONGEST),", "message: words,"),
    killers: [tested("failure.test.ts", "F55 · redacts code and message")],
  },
  {
    id: "missed-turns-at-once",
    title: "a process that stood still uses all the turns that it missed at once",
    breaks: ["F48"],
    modules: inWorker("pace.ts", "clock.now() - at <= TOO_LATE_MS", "clock.now() >= at"),
    killers: [
      tested("pace.test.ts", "F48 · turns that a process missed while it stood still are not used all at once"),
    ],
  },
];
