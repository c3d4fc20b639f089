import type { FaultRule } from "@sincro/fakes";
import fc from "fast-check";
import type { Provider } from "./providers/index.ts";

/** A worker's life: how its provider misbehaves meanwhile, and the step at which it is killed, if it comes so far. */
export interface Life {
  readonly rule: FaultRule;
  readonly dieAt: string;
}

/** How long a provider asks to wait that asks for more than a slice has, in seconds. */
export const restS = 300;

/** What may happen to any provider's answers. */
const rules: readonly FaultRule[] = [
  { kind: "rate_limited", retryAfterS: 0, every: 3 },
  { kind: "rate_limited", retryAfterS: restS, every: 2, times: 1 },
  { kind: "status", status: 500, every: 3 },
  { kind: "truncated", every: 3 },
  { kind: "malformed", every: 3 },
  { kind: "closed", every: 3 },
  { kind: "hang", every: 2, times: 1 },
];
/** A list that gives the same page again and again. */
const repeated: FaultRule = { kind: "repeated", every: 3 };

const rulesOf = ({ rules: own = [], paged = true }: Provider) => [...rules, ...(paged ? [repeated] : []), ...own];

/** Any step of a worker: before, during and after each thing that it does. */
const steps: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: nth("request", 12) },
      { weight: 5, arbitrary: nth("COMMIT", 3) },
      { weight: 2, arbitrary: nth("TAKE", 12) },
      { weight: 2, arbitrary: fc.constantFrom("START 1", "SWEEP 1", "CLAIM 1", "BEAT 1", "YIELD 1") },
    ),
    fc.constantFrom("before", "sent", "answered"),
  )
  .map(([call, moment]) => `${call}: ${moment}`);

function nth(kind: string, most: number): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: most }).map((n) => `${kind} ${n}`);
}

/** Lives one after the other, with every way to misbehave in one of them. */
export function livesWith(provider: Provider): fc.Arbitrary<readonly Life[]> {
  const all = rulesOf(provider);
  const { length } = all;
  return fc
    .tuple(
      fc.shuffledSubarray(all, { minLength: length, maxLength: length }),
      fc.array(steps, { minLength: length, maxLength: length }),
    )
    .map(([rules, at]) => rules.map((rule, n) => ({ rule, dieAt: at[n] as string })));
}
