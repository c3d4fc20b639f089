// Reads: runs, one run, the live stream, the policy.
export { functions as default } from "../_shared/sincro-functions.js";
