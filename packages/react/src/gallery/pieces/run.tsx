import type { SyncRunEvent } from "@sincro/machine";
import type { ReactNode } from "react";
import { SyncRunChart } from "../../components/chart/sync-run-chart.tsx";
import { RunView } from "../../components/run/run-view.tsx";
import { useSync } from "../../hooks/context.ts";
import { cancelled, history, type Line } from "../../view/history.fixture.ts";
import type { RunRow } from "../../view/run-row.ts";
import { late, soFar, whole } from "../histories.ts";
import { ended, reading, silentRun } from "../runs.ts";
import type { Scene } from "../scene.ts";
import type { StateOf } from "../states.ts";

/** Where the walk through time stands: the moment of the first YIELD. */
const moment = whole[3]?.at ?? "";
const strange: readonly Line[] = [...cancelled.slice(0, 3), ["COMMIT", "running", "completed"]];

interface ChartOf {
  readonly run: RunRow | null;
  readonly events?: readonly SyncRunEvent[];
  readonly at?: string;
}

function Chart({ run, events = [], at = "" }: ChartOf): ReactNode {
  const { language, region, title } = useSync();
  return (
    <SyncRunChart
      run={run}
      events={events}
      lang={language}
      region={region}
      at={at === "" ? null : at}
      title={run === null ? "" : title(run.source)}
    />
  );
}

const chart = (of: ChartOf, shows: string): Scene => ({
  draw: () => (
    <div className="rounded-xl border border-line bg-card p-4">
      <Chart {...of} />
    </div>
  ),
  shows,
});

/** The diagram of a run. */
export const syncRunChart: Record<StateOf<"sync-run-chart">, Scene> = {
  loading: chart({ run: null }, '[data-testid="chart"][aria-busy="true"]'),
  live: chart({ run: reading(), events: soFar }, '[data-state="running"][data-active]'),
  timeTravel: chart({ run: ended("cancelled"), events: whole, at: moment }, '[data-state="continuing"][data-active]'),
  finished: chart({ run: ended("cancelled"), events: whole }, '[data-state="cancelled"][data-active]'),
  unknown: chart({ run: ended("canceled"), events: soFar }, '[data-unknown="canceled"][data-active]'),
  illegal: chart({ run: ended("completed"), events: history(strange) }, "[data-illegal]"),
};

const view = (
  run: RunRow,
  events: readonly SyncRunEvent[] | undefined,
  shows: string,
  at: string | null = null,
): Scene => ({
  world: { runs: [run], ...(events && { history: events }) },
  draw: () => <RunView id={run.id} level="page" at={at} onAt={() => undefined} />,
  shows,
});
const loaded = '[data-testid="run"]:has([data-testid="step"])';

/** One run, with all there is to know. */
export const runView: Record<StateOf<"run-view">, Scene> = {
  loading: view(reading(), undefined, '[data-testid="run"] [data-testid="steps-none"]'),
  notFound: {
    world: { history: [] },
    draw: () => <RunView id={reading().id} level="page" />,
    shows: '[data-testid="run"] [role="alert"]',
  },
  live: view(reading(), soFar, `${loaded} [data-testid="run-cancel"]`),
  timeTravel: view(ended("cancelled"), late, `${loaded} [data-testid="travel-now"]`, moment),
  cancelled: view(ended("cancelled", { ended_by: "ana@acme.mx" }), late, '[data-testid="batch"][data-applied="false"]'),
  silent: view(silentRun(), soFar, loaded),
  unknown: view(ended("canceled"), soFar, `${loaded}[data-status="canceled"]`),
};
