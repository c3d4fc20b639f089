// GoHighLevel: starts, resumes, cancels, tests; works on its slices at sync-ghl/continue.
export { functions as default } from "../_shared/sincro-functions.js";
