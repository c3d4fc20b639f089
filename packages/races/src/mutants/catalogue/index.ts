import type { Mutant } from "../mutant.ts";
import { adoptMutants } from "./adopt.ts";
import { edgeMutants } from "./edges.ts";
import { endingMutants } from "./endings.ts";
import { expiryMutants } from "./expiry.ts";
import { fenceMutants } from "./fence.ts";
import { lockMutants } from "./locks.ts";
import { machineMutants } from "./machine.ts";
import { operationMutants } from "./operations.ts";
import { pageMutants } from "./pages.ts";
import { rightsMutants } from "./rights.ts";
import { scheduleMutants } from "./schedule.ts";
import { sourceMutants } from "./sources.ts";
import { startMutants } from "./starts.ts";
import { turnMutants } from "./turns.ts";
import { workerMutants } from "./worker.ts";

export { controls } from "./controls.ts";
export { equivalents } from "./equivalents.ts";

/** Every seeded defect; those that need no database first, for they are proved in half the time. */
export const mutants: readonly Mutant[] = [
  ...machineMutants,
  ...workerMutants,
  ...sourceMutants,
  ...edgeMutants,
  ...rightsMutants,
  ...fenceMutants,
  ...lockMutants,
  ...startMutants,
  ...expiryMutants,
  ...pageMutants,
  ...endingMutants,
  ...turnMutants,
  ...scheduleMutants,
  ...operationMutants,
  ...adoptMutants,
];
