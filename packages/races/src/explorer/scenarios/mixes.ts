import { canceller, claimer, holder, restarter, starter, sweeper } from "./people.ts";
import { hasty, held, type Race, waiting } from "./race.ts";

/** The timeline of the old system, T0–T5, and other crowds. */
export const mixes: readonly Race[] = [
  {
    name: "F14, F22 · T0–T5: start, background work, answer, second start, late completion",
    actors: [starter("ana"), claimer("w1"), starter("ben")],
  },
  {
    name: "F14, F18 · start, restart, claim, sweep",
    settings: hasty,
    actors: [starter("ana"), restarter("ben"), claimer("w1"), sweeper()],
  },
  {
    name: "F7, F13 · commit, sweep, claim",
    before: held,
    settings: hasty,
    actors: [holder([1]), sweeper(), claimer("w2")],
  },
  {
    name: "F13, F18, F21 · restart, commit, cancel, sweep",
    before: held,
    settings: hasty,
    actors: [restarter("ana"), holder([1], "nothing"), canceller("ben"), sweeper()],
  },
  {
    name: "F5, F20 · yield, claim, cancel, start",
    before: waiting,
    settings: hasty,
    actors: [claimer("w1"), claimer("w2"), canceller("ana"), starter("ben")],
    alike: [[0, 1]],
  },
];
