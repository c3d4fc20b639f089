export { type Adoption, type AdoptionPlan, type AdoptOptions, adopt, planAdoption } from "./adopt.ts";
export { AdoptFailed, AdoptRefused, isAdoptFailed, isAdoptRefused } from "./errors.ts";
export type { CheckpointReading, ReadCheckpoint } from "./rows/adopted-row.ts";
export type { Problem, Saying } from "./saying.ts";
