// ManyChat: starts, resumes, cancels, tests, takes pushes; works on its slices at sync-manychat/continue.
export { functions as default } from "../_shared/sincro-functions.js";
