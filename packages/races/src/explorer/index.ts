export type { Moment, Stop } from "./cast.ts";
export { type Broken, type Exploration, type ExploreOptions, explore, type Watch } from "./explore.ts";
export { type Instrumented, instrument } from "./instrument.ts";
export type { Actor, Answer, Scenario, Scope, Statement, Violation } from "./scenario.ts";
export { openStage, type Stage, type StageOptions } from "./stage.ts";
