import { canceller, holder, restarter, resumer, send, starter, sweeper } from "./people.ts";
import { beside, hasty, held, type Race, waiting } from "./race.ts";

const request = ", p_request_id => '4c2f0f86-4a54-4b2e-9f7d-6f1d2c3b4a59'";

/** Who may begin. */
export const starts: readonly Race[] = [
  { name: "F14 · start, start", actors: [starter("ana"), starter("ben")], alike: [[0, 1]] },
  { name: "F14 · start, start, start", actors: ["ana", "ben", "eva"].map((name) => starter(name)), alike: [[0, 1, 2]] },
  {
    name: "F14 · the same request twice, and another start",
    actors: [starter("ana", request), starter("ana again", request), starter("ben")],
  },
  { name: "F14 · start, late COMPLETE", before: held, actors: [starter("ana"), holder([1])] },
  { name: "F14, P4 · start, sweep", before: held, settings: hasty, actors: [starter("ana"), sweeper()] },
  { name: "F18 · restart, restart", before: held, actors: [restarter("ana"), restarter("ben")], alike: [[0, 1]] },
  { name: "F18 · restart, commit", before: held, actors: [restarter("ana"), holder([1])] },
  {
    name: "F18 · restart, start, cancel",
    before: waiting,
    actors: [restarter("ana"), starter("ben"), canceller("eva")],
  },
  {
    name: "F17 · resume, resume",
    before: (scope) => [...held(scope), send(scope, "cancel", { type: "CANCEL", actor: "ana" })],
    actors: [resumer("ana"), resumer("ben")],
    alike: [[0, 1]],
  },
  {
    name: "F17, F38 · resume, start, prune",
    before: (scope) => [
      ...held(scope),
      ...held(beside(scope)),
      send(scope, "cancel", { type: "CANCEL", actor: "ana" }),
    ],
    actors: [
      resumer("ana"),
      starter("ben"),
      {
        name: "prune",
        *act() {
          yield { say: "prune", sql: "select sync_prune('0') as answer" };
        },
      },
    ],
  },
];
