import type { Scenario } from "../../explorer/scenario.ts";

/** What is looked at in a case: names of invariants, or the two that only the old design's tables need asking for. */
export type Judged =
  | "one-active-run"
  | "ended-for-good"
  | "no-write-after-fence"
  | "counters-add-up"
  | "only-silence-lets-go"
  | "cancel-names-its-run";

/** A failure that people had, as the old code and as today's functions meet it: the same people with the same intents. */
export interface Case {
  /** Its ids in the list of failures. */
  readonly ids: string;
  readonly title: string;
  /** How the old code went about it. */
  readonly way: string;
  /** The promise that the old design breaks. */
  readonly breaks: Judged;
  readonly old: Omit<Scenario, "name">;
  readonly now: Omit<Scenario, "name">;
}
