export { syncEvent } from "./event.ts";
export { json } from "./json.ts";
export { policySchema } from "./policy.ts";
export { instant, shownRunRow, syncRunEvent, syncRunRow } from "./row.ts";
