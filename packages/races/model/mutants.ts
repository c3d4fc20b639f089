import type { Configuration } from "./configurations.ts";

/** A defect of the protocol that the model must find. */
export interface Mutant {
  readonly name: string;
  /** What is wrong, in words. */
  readonly defect: string;
  readonly configuration: Pick<Configuration, "defines" | "kind">;
}

const sizes = (requests: number, faults: number, ...more: string[]): readonly string[] => [
  "WORKERS=2",
  "PAGES=2",
  `REQUESTS=${requests}`,
  `FAULTS=${faults}`,
  ...more,
];
const safety = (requests: number, faults: number, ...more: string[]) =>
  ({ kind: "safety", defines: sizes(requests, faults, ...more) }) as const;

export const mutants: readonly Mutant[] = [
  { name: "NO_FENCE", defect: "a commit checks the status only", configuration: safety(1, 1, "NO_FENCE") },
  {
    name: "NO_LOCK",
    defect: "a commit is checked, then written, without a lock",
    configuration: safety(1, 0, "NO_LOCK"),
  },
  { name: "NO_SEQ", defect: "a commit that is sent again is applied again", configuration: safety(1, 1, "NO_SEQ") },
  {
    name: "CURSOR_FIRST",
    defect: "the cursor is written before the rows",
    configuration: safety(1, 0, "CURSOR_FIRST"),
  },
  {
    name: "CANCEL_KEEPS_FENCE",
    defect: "a cancel leaves the fence",
    configuration: safety(1, 0, "CANCEL_KEEPS_FENCE"),
  },
  { name: "LATE_COMPLETE", defect: "COMPLETE is written by id", configuration: safety(1, 0, "LATE_COMPLETE") },
  {
    name: "NO_INDEX",
    defect: "no unique index on the active runs of a scope",
    configuration: safety(1, 0, "NO_INDEX"),
  },
  {
    name: "NO_ADVISORY",
    defect: "a restart does not lock the scope",
    configuration: {
      kind: "safety",
      defines: ["WORKERS=1", "PAGES=1", "REQUESTS=2", "FAULTS=0", "RUNS=3", "NO_ADVISORY"],
    },
  },
  {
    name: "NO_RECHECK",
    defect: "EXPIRE believes what the sweep saw before the lock",
    configuration: safety(1, 1, "NO_RECHECK"),
  },
  { name: "NO_DEADLINE", defect: "START sets no deadline", configuration: safety(1, 0, "NO_DEADLINE") },
  {
    name: "FIRE_AND_FORGET",
    defect: "a lost call is not made again by the sweep",
    configuration: {
      kind: "liveness",
      defines: ["WORKERS=1", "PAGES=1", "REQUESTS=1", "FAULTS=1", "FIRE_AND_FORGET", "LIVENESS"],
    },
  },
  {
    name: "FENCE_ONLY",
    defect: "after a failover, the fence is compared without the slice's id",
    configuration: safety(1, 1, "FAILOVER", "FENCE_ONLY"),
  },
  {
    name: "SEQ_FROM_ROW",
    defect: "after a failover, a worker takes its next seq from the answer to a beat",
    configuration: safety(1, 0, "FAILOVER", "SEQ_FROM_ROW"),
  },
];
