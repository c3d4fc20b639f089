// Starts all sources or some, cancels, sweeps.
export { functions as default } from "../_shared/sincro-functions.js";
