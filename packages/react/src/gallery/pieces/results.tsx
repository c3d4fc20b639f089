import { SyncResultsPanel } from "../../components/results/sync-results-panel.tsx";
import { at } from "../../view/run.fixture.ts";
import { ended, four, idOf } from "../runs.ts";
import type { Scene } from "../scene.ts";
import type { StateOf } from "../states.ts";

/** One of every ending, and some like each other, so that what is slow can be told from what is usual. */
const history = [
  ...four.slice(0, 2),
  ended("stale", { id: idOf(20), source: "ghl", error_code: "lost_worker" }),
  ended("cancelled", { id: idOf(21), source: "manychat", ended_by: "ana@acme.mx", total_fetched: 700 }),
  ended("failed", { id: idOf(22), source: "manychat", error_code: "provider_unavailable", total_fetched: 300 }),
  ended("canceled", { id: idOf(23), source: "paypal" }),
  ended("completed", {
    id: idOf(24),
    total_inserted: 8_400,
    total_updated: 21,
    started_at: at(-3_700),
    completed_at: at(-1_200),
  }),
  ...[25, 26, 27, 28, 29].map((n) =>
    ended("completed", {
      id: idOf(n),
      started_at: at(-90_000 - n * 60),
      completed_at: at(-89_906 - n * 60),
      started_by: "schedule:nightly",
    }),
  ),
];

const draw = () => <SyncResultsPanel />;
const row = '[data-testid="result"]';

/** The list of runs. */
export const resultsPanel: Record<StateOf<"sync-results-panel">, Scene> = {
  loading: { world: { loaded: false }, draw, shows: '[data-testid="results-skeleton"]' },
  empty: { draw, shows: '[data-testid="results-empty"]' },
  emptyForFilter: {
    world: { runs: four },
    draw: () => <SyncResultsPanel filter="failed" />,
    shows: '[data-testid="results-empty"]',
  },
  rows: { world: { runs: history }, draw, shows: '[data-testid="results-end"]' },
  list: { world: { runs: history, layout: "list" }, draw, shows: 'ul [data-testid="result"]' },
  loadError: {
    world: { runs: history, error: "store_unreachable" },
    draw,
    shows: `[data-testid="results"]:has([data-testid="load-error"]) ${row}`,
  },
  hasMore: { world: { runs: history, more: true }, draw, shows: '[data-testid="load-more"]' },
};
