export { type CheckOptions, checkInvariants, invariants, type Query } from "./check.ts";
export type { Invariant, InvariantName, InvariantViolation } from "./invariant.ts";
export { liveness } from "./liveness.ts";
