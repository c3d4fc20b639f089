// PayPal: starts, resumes, cancels, tests; works on its slices at fetch-paypal/continue.
export { functions as default } from "../_shared/sincro-functions.js";
