import { fixed, type Scene } from "@sincro/react/gallery";
import { DashboardHome } from "../dashboard-home.tsx";
import type { HomeState } from "./page-states.ts";

const { at, CancelDialog, ended, four, idOf, inTheWay, pressSyncAll, reading, silentRun, soFar, sources } = fixed;

const draw = () => (
  <div className="flex min-h-dvh flex-col max-sm:pb-20">
    <DashboardHome />
    <CancelDialog />
  </div>
);

const yesterday = (n: number, source: string, seconds: number, records: number) =>
  ended("completed", {
    id: idOf(n),
    source,
    started_at: at(-86_400 - seconds),
    completed_at: at(-86_400),
    total_fetched: records,
    started_by: "schedule:nightly",
  });

/** What ran before. */
const history = [
  yesterday(30, "stripe", 94, 8_421),
  yesterday(31, "paypal", 61, 2_210),
  yesterday(32, "ghl", 2_460, 15_900),
  ended("failed", {
    id: idOf(33),
    source: "manychat",
    started_at: at(-90_000),
    completed_at: at(-89_988),
    error_code: "provider_unavailable",
    total_fetched: 300,
  }),
];
/** The run in view has a history. */
const loaded = { history: soFar };
const running = four.map((run) => (run.source === "ghl" ? { ...run, total_expected: 20_000 } : run));

const shown = (status: string) => `article[data-status="${status}"]`;

/** The first page, from what it shows before anything has arrived to what it shows when much is the matter. */
export const homeScenes: Record<HomeState, Scene> = {
  loading: { world: { loaded: false, connection: "connecting" }, draw, shows: '[data-testid="card-skeleton"]' },
  empty: { draw, shows: '[data-testid="results-empty"]' },
  running: { world: { ...loaded, runs: [...running, ...history] }, draw, shows: shown("running") },
  mixed: {
    world: {
      ...loaded,
      runs: [
        reading({ total_expected: 4_000 }),
        silentRun({ id: idOf(2), source: "paypal" }),
        ended("stale", { id: idOf(3), source: "ghl", error_code: "lost_worker" }),
        ended("failed", { id: idOf(4), source: "manychat", error_code: "credentials_refused", total_fetched: 300 }),
        ...history,
      ],
    },
    draw,
    shows: shown("stale"),
  },
  conflict: {
    world: { ...loaded, runs: [...running, ...history], answers: { syncAll: inTheWay(running) } },
    play: pressSyncAll,
    draw,
    shows: '[data-testid="conflict-page"]',
  },
  asking: {
    world: { ...loaded, runs: [...running, ...history] },
    play: ({ operations }) => operations.cancel.send({ type: "ASK", target: { all: true } }),
    draw,
    shows: '[data-testid="cancel-dialog"]',
  },
  offline: {
    world: { ...loaded, runs: [...running, ...history], connection: "offline", heardAgoS: 75 },
    draw,
    shows: '[data-connection="offline"]',
  },
  demo: {
    world: { ...loaded, runs: history, sources: sources.map((source) => ({ ...source, demo: true })) },
    draw,
    shows: '[data-testid="demo"]',
  },
  sweepStopped: {
    world: { ...loaded, runs: [silentRun(), ...history], sweptAgoS: 1_500 },
    draw,
    shows: '[data-testid="sweep-stopped"]',
  },
};
