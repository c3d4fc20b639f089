import { ErrorBoundary } from "../../components/error-boundary.tsx";
import { FactsBanner } from "../../components/facts-banner.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { useWords } from "../../hooks/context.ts";
import { phaseOf } from "../../view/phase.ts";
import { progressOf } from "../../view/progress.ts";
import { moment } from "../../view/run.fixture.ts";
import type { RunRow } from "../../view/run-row.ts";
import { ended, reading } from "../runs.ts";
import type { Scene } from "../scene.ts";
import type { StateOf } from "../states.ts";
import { sources } from "../world.ts";

/** A part that cannot be shown. */
function Broken(): never {
  throw new Error("A part of the gallery that breaks on purpose.");
}

function Bounded({ part }: { readonly part: "card" | "page" }) {
  return (
    <ErrorBoundary t={useWords().t} part={part}>
      <Broken />
    </ErrorBoundary>
  );
}

export const errorBoundary: Record<StateOf<"error-boundary">, Scene> = {
  card: { draw: () => <Bounded part="card" />, shows: '[role="alert"] button' },
  page: { draw: () => <Bounded part="page" />, shows: '[role="alert"] button' },
};

const facts = { draw: () => <FactsBanner /> };

export const factsBanner: Record<StateOf<"facts-banner">, Scene> = {
  demo: {
    ...facts,
    world: { sources: sources.map((source) => ({ ...source, demo: source.name !== "stripe" })) },
    shows: '[data-testid="demo"]',
  },
  sweepStopped: { ...facts, world: { sweptAgoS: 1_500 }, shows: '[data-testid="sweep-stopped"]' },
};

const bar = (run: RunRow | null, shows: string): Scene => ({
  draw: () => (
    <div className="max-w-80 rounded-xl border border-line bg-card p-4">
      <ProgressBar progress={progressOf(run)} phase={phaseOf(run, moment)} source="Stripe" />
    </div>
  ),
  shows,
});

export const progressBar: Record<StateOf<"progress-bar">, Scene> = {
  none: bar(null, ".sincro-progress[aria-hidden]"),
  unknown: bar(reading(), "progress:not([value])"),
  aFifth: bar(reading({ total_fetched: 800, total_expected: 4_000 }), 'progress[value="800"]'),
  fourFifths: bar(reading({ total_fetched: 3_200, total_expected: 4_000 }), 'progress[value="3200"]'),
  stopped: bar(ended("cancelled", { total_fetched: 700, total_expected: 4_000 }), 'progress[value="700"]'),
  completed: bar(ended("completed"), 'progress[value="1"]'),
};
