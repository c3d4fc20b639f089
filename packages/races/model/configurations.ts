/** One search of the model: which sizes, what is looked for. */
export interface Configuration {
  /** What is checked, in words. */
  readonly name: string;
  /** The model's sizes and switches: `-D…` of spin. */
  readonly defines: readonly string[];
  /** Safety looks at every reachable state; liveness at every cycle, under weak fairness. */
  readonly kind: "safety" | "liveness";
  /** Fewer states than this: the model has been cut short by mistake. */
  readonly leastStates: number;
}

const sizes = (workers: number, requests: number, faults: number, ...more: string[]): readonly string[] => [
  `WORKERS=${workers}`,
  "PAGES=2",
  `REQUESTS=${requests}`,
  `FAULTS=${faults}`,
  ...more,
];

/** The long version: 2 workers, 2 operators, a sweeper. */
export const configurations: readonly Configuration[] = [
  {
    name: "safety, 2 workers, 2 operators, 1 request each, at most 2 faults",
    defines: sizes(2, 1, 2, "COVER"),
    kind: "safety",
    leastStates: 500_000,
  },
  {
    name: "safety, 2 workers, 2 operators, 2 requests each, no fault",
    defines: sizes(2, 2, 0),
    kind: "safety",
    leastStates: 50_000,
  },
  {
    name: "liveness under weak fairness, 2 workers, 2 operators, 1 request each, at most 1 fault",
    defines: sizes(2, 1, 1, "LIVENESS"),
    kind: "liveness",
    leastStates: 100_000,
  },
  {
    name: "failover that loses commits, 2 workers, 2 operators, 1 request each, no other fault",
    defines: sizes(2, 1, 0, "FAILOVER"),
    kind: "safety",
    leastStates: 100_000,
  },
];

/** The quick version: one worker less, or one fault less. */
export const quickConfigurations: readonly Configuration[] = [
  {
    name: "safety, 1 worker, 2 operators, 1 request each, at most 2 faults",
    defines: sizes(1, 1, 2),
    kind: "safety",
    leastStates: 10_000,
  },
  {
    name: "liveness under weak fairness, 1 worker, 2 operators, 1 request each, no fault",
    defines: sizes(1, 1, 0, "LIVENESS"),
    kind: "liveness",
    leastStates: 1_000,
  },
];
