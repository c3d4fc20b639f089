import { cancelAllButton, cleanStuckButton, syncAllButton } from "./pieces/actions.tsx";
import { conflictNotice } from "./pieces/conflict-notice.tsx";
import { connectionPill } from "./pieces/connection-pill.tsx";
import { cancelDialog, sessionDialog } from "./pieces/dialogs.tsx";
import { errorBoundary, factsBanner, progressBar } from "./pieces/others.tsx";
import { resultsPanel } from "./pieces/results.tsx";
import { runView, syncRunChart } from "./pieces/run.tsx";
import { sourceCard } from "./pieces/source-card.tsx";
import { transitionTable } from "./pieces/transition-table.tsx";
import type { Scene } from "./scene.ts";
import type { Piece, StateOf } from "./states.ts";

/** The scene of every state of {@link Piece}; one that is missing does not compile. */
const scenes: { readonly [P in Piece]: Readonly<Record<StateOf<P>, Scene>> } = {
  "connection-pill": connectionPill,
  "sync-all-button": syncAllButton,
  "cancel-all-button": cancelAllButton,
  "clean-stuck-button": cleanStuckButton,
  "source-card": sourceCard,
  "conflict-notice": conflictNotice,
  "transition-table": transitionTable,
  "sync-run-chart": syncRunChart,
  "run-view": runView,
  "sync-results-panel": resultsPanel,
  "cancel-dialog": cancelDialog,
  "session-dialog": sessionDialog,
  "error-boundary": errorBoundary,
  "facts-banner": factsBanner,
  "progress-bar": progressBar,
};

/** The scene of a component's state; null for a name that there is not. */
export function sceneOf(piece: string, state: string): Scene | null {
  const own: Readonly<Record<string, Scene>> | undefined = Object.hasOwn(scenes, piece)
    ? scenes[piece as Piece]
    : undefined;
  return own !== undefined && Object.hasOwn(own, state) ? (own[state] ?? null) : null;
}
