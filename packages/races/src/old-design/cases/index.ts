import type { Case } from "./case.ts";
import * as old from "./old-people.ts";
import * as now from "./people.ts";

export type { Case, Judged } from "./case.ts";

/** The failures of the old design that two or three people meeting bring about, the best known first. */
export const cases: readonly Case[] = [
  {
    ids: "F14",
    title: "two clicks start two runs",
    way: "select, then insert, 409 if a run was found",
    breaks: "one-active-run",
    old: { actors: [old.starter("ana"), old.starter("luis")] },
    now: { actors: [now.starter("ana"), now.starter("luis")] },
  },
  {
    ids: "F18",
    title: "force-cancel, wait a second, start again: two workers",
    way: "status set to cancelled, then a start; the old worker is not told",
    breaks: "one-active-run",
    old: { before: old.begun(), actors: [old.worker("worker 1", 1), old.forceRestarter("ana")] },
    now: { before: now.held, actors: [now.worker("worker 1", 1), now.restarter("ana")] },
  },
  {
    ids: "F20",
    title: "a cancelled run runs again",
    way: "each page writes that the run is running, by its id",
    breaks: "ended-for-good",
    old: { before: old.begun(), actors: [old.worker("worker 1", 1), old.canceller("ana")] },
    now: { before: now.held, actors: [now.worker("worker 1", 1), now.canceller("ana")] },
  },
  {
    ids: "F22",
    title: "a late completion resurrects a cancelled run as completed",
    way: "the last page writes completed, by id",
    breaks: "ended-for-good",
    old: { before: old.begun(), actors: [old.completer("worker 1"), old.canceller("ana")] },
    now: { before: now.held, actors: [now.completer("worker 1"), now.canceller("ana")] },
  },
  {
    ids: "F21",
    title: "rows are written after the cancel",
    way: "the worker looks at the status, then writes its page",
    breaks: "no-write-after-fence",
    old: { before: old.begun(), actors: [old.worker("worker 1", 1), old.canceller("ana")] },
    now: { before: now.held, actors: [now.worker("worker 1", 1), now.canceller("ana")] },
  },
  {
    ids: "F11",
    title: "a healthy run of four hours is swept as dead",
    way: "dead is what began more than ten minutes ago",
    breaks: "only-silence-lets-go",
    old: { before: old.begun({ hours: 4 }), actors: [old.worker("worker 1", 2), old.sweeper()] },
    now: { before: now.heldForHours, actors: [now.worker("worker 1", 2, 3), now.sweeper()] },
  },
  {
    ids: "F13",
    title: "the clean-up overwrites a run that has just completed",
    way: "the clean-up looks, then writes by id",
    breaks: "ended-for-good",
    old: { before: old.begun({ hours: 4 }), actors: [old.completer("worker 1"), old.sweeper()] },
    now: { before: now.heldForHours, actors: [now.completer("worker 1", 3, 1), now.sweeper()] },
  },
  {
    ids: "F7, F16",
    title: "a hand-off that arrives twice counts twice",
    way: "a continuation carries its page; whoever gets it works",
    breaks: "counters-add-up",
    old: { before: old.begun(), actors: [old.worker("worker 1", 1), old.worker("worker 2", 1)] },
    now: { before: now.waiting, actors: [now.called("worker 1", 1), now.called("worker 2", 1)] },
  },
  {
    ids: "F15, F27",
    title: "server and browser drive one run: a page is lost from the counter",
    way: "the counter is read, added to and written back",
    breaks: "counters-add-up",
    old: { before: old.begun(), actors: [old.worker("server", 1), old.worker("browser", 2)] },
    now: { before: now.waiting, actors: [now.called("server", 1), now.called("browser", 1)] },
  },
  {
    ids: "F17",
    title: "two clicks on resume make two workers",
    way: "resume sets the same row to running, and calls a worker",
    breaks: "counters-add-up",
    old: { before: old.begun({ status: "failed" }), actors: [old.resumer("ana", 2), old.resumer("luis", 2)] },
    now: { before: now.failed, actors: [now.resumer("ana", 2), now.resumer("luis", 2)] },
  },
  {
    ids: "P3",
    title: "a cancel meant for one run kills the next",
    way: "the button cancels whatever runs for the source",
    breaks: "cancel-names-its-run",
    old: {
      before: old.begun(),
      actors: [old.clicker("ana"), old.completer("worker 1"), old.starter("luis")],
    },
    now: { before: now.held, actors: [now.clicker("ana"), now.completer("worker 1"), now.starter("luis")] },
  },
];
