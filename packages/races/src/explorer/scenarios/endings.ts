import { byHand, canceller, claimer, holder, repeats, starter } from "./people.ts";
import { handWritten, held, type Race, waiting } from "./race.ts";

/** Who may write, and what ends. */
export const endings: readonly Race[] = [
  { name: "F21 · commit, cancel", before: held, actors: [holder([1, 2]), canceller("ana")] },
  { name: "F22 · complete, cancel", before: held, actors: [holder([]), canceller("ana")] },
  { name: "F22 · fail, cancel, start", before: held, actors: [holder([], "fail"), canceller("ana"), starter("ben")] },
  { name: "F16 · a page and its copy", before: held, actors: [holder([1, 2]), repeats("copy", 1)] },
  { name: "F7, F15 · claim, claim", before: waiting, actors: [claimer("w1"), claimer("w2")], alike: [[0, 1]] },
  {
    name: "F7 · claim, claim, claim",
    before: waiting,
    actors: ["w1", "w2", "w3"].map((name) => claimer(name)),
    alike: [[0, 1, 2]],
  },
  {
    name: "F5, F20 · yield, cancel, claim",
    before: held,
    actors: [holder([1], "yield"), canceller("ana"), claimer("w2")],
  },
  {
    name: "F20 · the emergency UPDATE, commit",
    before: held,
    actors: [holder([1]), byHand("ana")],
    allows: handWritten("ana"),
  },
  { name: "F24 · cancel, cancel", before: held, actors: [canceller("ana"), canceller("ben")], alike: [[0, 1]] },
];
