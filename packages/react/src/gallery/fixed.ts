export { CancelDialog } from "../components/cancel-dialog.tsx";
export { at } from "../view/run.fixture.ts";
export { inTheWay } from "./answers.ts";
export { soFar } from "./histories.ts";
export { pressSyncAll } from "./pieces/conflict-notice.tsx";
export { ended, four, idOf, reading, silentRun } from "./runs.ts";
export { sources } from "./world.ts";
