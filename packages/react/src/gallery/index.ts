/** What scenes of whole pages are made from. */
export * as fixed from "./fixed.ts";
export type { Scene } from "./scene.ts";
export { sceneOf } from "./scenes.ts";
export { Stage } from "./stage.tsx";
export { addressOf, type Piece, states } from "./states.ts";
