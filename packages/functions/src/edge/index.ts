export { type EdgeOptions, edgeFunctions } from "./edge-functions.ts";
export { misconfigured } from "./misconfigured.ts";
