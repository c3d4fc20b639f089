/**
 * Every component that an operator sees, by the name of its file, and every state that it can be in. This is the list
 * that tests walk through: a component or a phase of a run that is in no line of it fails a test, and a state without
 * its scene does not compile.
 */
export const states = {
  "connection-pill": [
    "live",
    "connecting",
    "reconnecting",
    "polling",
    "troubled",
    "offline",
    "offlineSinceStart",
    "hidden",
    "paused",
    "signedOut",
  ],
  "sync-all-button": ["ready", "starting", "running", "partlyRefused", "noPermission"],
  "cancel-all-button": ["none", "live", "confirming", "cancelling", "done", "partlyDone", "unconfirmed", "failed"],
  "clean-stuck-button": ["none", "silent", "cleaning", "done", "nothing", "failed"],
  "source-card": [
    "loading",
    "never",
    "queued",
    "running",
    "runningUnknownTotal",
    "continuing",
    "retrying",
    "unreachable",
    "rateLimited",
    "waiting",
    "silent",
    "silentForTheLastTime",
    "silentInTheQueue",
    "stale",
    "staleWithoutWorker",
    "cancelling",
    "completed",
    "failed",
    "cancelled",
    "cancelledWithReason",
    "unknown",
    "credentialsMissing",
    "credentialsInvalid",
    "demo",
    "dryRun",
    "testing",
    "tested",
    "testRefused",
    "scheduled",
  ],
  "conflict-notice": ["one", "several", "silent", "restarting", "failed", "vanished", "over", "corner"],
  "transition-table": ["loading", "empty", "appending", "refused", "long"],
  "sync-run-chart": ["loading", "live", "timeTravel", "finished", "unknown", "illegal"],
  "run-view": ["loading", "notFound", "live", "timeTravel", "cancelled", "silent", "unknown"],
  "sync-results-panel": ["loading", "empty", "emptyForFilter", "rows", "list", "loadError", "hasMore"],
  "cancel-dialog": ["open", "openForOne", "submitting", "failed", "nothingLeft"],
  "session-dialog": ["asking", "linkRefused", "password"],
  "error-boundary": ["card", "page"],
  "facts-banner": ["demo", "sweepStopped"],
  "progress-bar": ["none", "unknown", "aFifth", "fourFifths", "stopped", "completed"],
} as const;

/** A component of {@link states}. */
export type Piece = keyof typeof states;
/** A state of a component. */
export type StateOf<P extends Piece> = (typeof states)[P][number];

/** Every state of every component. */
export const everyState: readonly { readonly piece: Piece; readonly state: string }[] = Object.entries(states).flatMap(
  ([piece, names]) => names.map((state) => ({ piece: piece as Piece, state })),
);

/** The address of a state in the gallery. */
export function addressOf(piece: string, state: string, look: { lang?: string; tema?: string } = {}): string {
  return `/galeria?${new URLSearchParams({ pieza: piece, estado: state, ...look })}`;
}
