import { inRace, type Mutant } from "../mutant.ts";
import { inFunction } from "../sql.ts";
import { guardOff } from "./texts.ts";

const rowLock = "where id = p_run_id for no key update";
const lockOf = (lock: string) => inFunction("sync_commit", { from: rowLock, to: `where id = p_run_id${lock}` });
const cancelInBetween = inRace("timeline/cancel.test.ts", "F21 · a cancel between the check and the write of a commit");
const cancelsInOrder = { after: "for v_id in", from: "order by id", to: "order by random()" };

/** What is locked, how, when, and in which order. */
export const lockMutants: readonly Mutant[] = [
  {
    id: "check-then-write",
    title: "a commit checks and then writes: no row lock, and the guard is off",
    breaks: ["F21"],
    sql: [lockOf(""), guardOff],
    killers: [cancelInBetween],
    small: true,
  },
  {
    id: "no-row-lock",
    title: "a commit does not lock its run (the guard is on)",
    breaks: ["F21"],
    sql: [lockOf("")],
    killers: [cancelInBetween],
  },
  {
    id: "key-share",
    title: "a commit locks its run FOR KEY SHARE instead of FOR NO KEY UPDATE",
    breaks: ["F21"],
    sql: [lockOf(" for key share"), guardOff],
    killers: [cancelInBetween],
  },
  {
    id: "share",
    title: "a commit locks its run FOR SHARE: two copies of it deadlock",
    breaks: ["F16", "F21"],
    sql: [lockOf(" for share")],
    killers: [inRace("mutants/survivors/locks.test.ts", "F16 · of two copies of a page the second is a repetition")],
  },
  {
    id: "send-without-lock",
    title: "an event does not lock its run, and the guard is off",
    breaks: ["F7", "F22"],
    sql: [guardOff, inFunction("sync_send", { from: rowLock, to: "where id = p_run_id" })],
    killers: [
      inRace("mutants/survivors/locks.test.ts", "F7 · of two claims the second sees the first"),
      inRace("mutants/survivors/locks.test.ts", "F22 · of a COMPLETE and a cancel only the first ends the run"),
    ],
  },
  {
    id: "moment-before-lock",
    title: "an event's moment is read before its run is locked: deadlines move back",
    breaks: ["F11"],
    sql: [
      inFunction(
        "sync_send",
        { from: "select * into r from", to: "v_at := public.sync_now();\n  select * into r from" },
        { after: "-- After the lock", from: "v_at := public.sync_now();", to: "" },
      ),
    ],
    killers: [inRace("mutants/survivors/moments.test.ts", "F11 · an event that waited for the run's lock")],
  },
  {
    id: "transaction-clock",
    title: "the database's clock is the transaction's beginning",
    breaks: ["F11"],
    sql: [inFunction("sync_now", { from: "pg_catalog.clock_timestamp()", to: "pg_catalog.now()" })],
    killers: [inRace("mutants/survivors/moments.test.ts", "F11 · in a long transaction it is the moment of the event")],
  },
  {
    id: "sweep-waits",
    title: "a sweep waits for a run that somebody is writing, and then takes it",
    breaks: ["F11", "F13"],
    sql: [inFunction("sync_expire", { from: "for no key update skip locked", to: "for no key update" })],
    killers: [inRace("mutants/survivors/sweep.test.ts", "F13 · a sweep waits for nobody")],
  },
  {
    id: "cancel-in-no-order",
    title: "a cancel of many runs locks them in no order: two of them deadlock",
    breaks: ["F26"],
    sql: [inFunction("sync_cancel", cancelsInOrder)],
    killers: [inRace("mutants/survivors/order.test.ts", "F26 · takes them in the order of their ids")],
  },
];
