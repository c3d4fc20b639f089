export { type Broken, type Exploration, explore, type Watch } from "./explore.ts";
export { instrument } from "./instrument.ts";
export { openStage, type Stage } from "./stage.ts";
