import { canceller, cancelsAll, claimer, holder, olderCode, sweeper } from "./people.ts";
import { beside, handWritten, hasty, held, late, type Race, waiting } from "./race.ts";

/** What the sweep may take. */
export const sweeps: readonly Race[] = [
  { name: "F13 · commit, sweep", before: held, settings: hasty, actors: [holder([1]), sweeper()] },
  { name: "F11, P2 · a late beat, sweep", before: late, actors: [holder([1], "beat"), sweeper()] },
  {
    name: "F11 · a late commit, sweep, sweep",
    before: late,
    actors: [holder([1], "nothing"), sweeper(), sweeper("another")],
  },
  { name: "F13 · beat, sweep", before: held, settings: hasty, actors: [holder([], "beat"), sweeper()] },
  { name: "F13 · commit, release", before: held, settings: hasty, actors: [holder([1]), sweeper("release", true)] },
  {
    name: "F13 · sweep, sweep",
    before: (scope) => [...held(scope), ...waiting(beside(scope))],
    settings: hasty,
    actors: [sweeper("sweeper"), sweeper("another")],
    alike: [[0, 1]],
  },
  { name: "F5, P4 · claim, sweep", before: waiting, settings: hasty, actors: [claimer("w1"), sweeper()] },
  {
    name: "F24 · cancel all, sweep",
    before: (scope) => [...held(scope), ...waiting(beside(scope))],
    settings: hasty,
    actors: [cancelsAll("ana"), sweeper()],
  },
  {
    name: "F24 · cancel all, sweep, commit",
    before: (scope) => [...held(scope), ...waiting(beside(scope))],
    settings: hasty,
    actors: [cancelsAll("ana"), sweeper(), holder([1])],
  },
  { name: "F13 · cancel, sweep", before: held, settings: hasty, actors: [canceller("ana"), sweeper()] },
  {
    name: "F11 · older code, sweep",
    before: ({ source, account }) => [
      { say: "insert", sql: "insert into sync_runs (source, account) values ($1, $2)", values: [source, account] },
    ],
    settings: { ...hasty, "sincro.no_worker_ms": "0" },
    actors: [olderCode("old"), sweeper()],
    allows: handWritten("old"),
  },
];
