/** The states of the first page as a whole, in the gallery beside those of its components. */
export const pageStates = {
  home: ["loading", "empty", "running", "mixed", "conflict", "asking", "offline", "demo", "sweepStopped"],
} as const;

/** A state of the first page. */
export type HomeState = (typeof pageStates)["home"][number];
