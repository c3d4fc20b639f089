import { chart, type SyncRunEvent } from "@sincro/machine";
import { useId, useMemo } from "react";
import { layout as generated } from "../../chart/layout.generated.ts";
import { arrowsOf, staysOf } from "../../chart/shape.ts";
import { withStrange } from "../../chart/strange.ts";
import { type Language, type Region, textsFor } from "../../texts/index.ts";
import { chartView } from "../../view/chart-view.ts";
import { sentenceOfChart, stateName } from "../../view/chart-words.ts";
import type { RunRow } from "../../view/run-row.ts";
import { ArrowLine } from "./arrow-line.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { IllegalStepLine } from "./illegal-step-line.tsx";
import { StateBox } from "./state-box.tsx";

interface SyncRunChartProps {
  /** The run; null while it is read. Its status may be one that this version of the machine does not know. */
  readonly run: Pick<RunRow, "status" | "source"> | null;
  /** Its history, in any order. */
  readonly events: readonly SyncRunEvent[];
  readonly lang: Language;
  readonly region?: Region | undefined;
  /** The moment to look at (ISO 8601, as the history has it); null, or nothing, is now. */
  readonly at?: string | null | undefined;
  /** The source's name as people write it; the `source` column when absent. */
  readonly title?: string | undefined;
}

/**
 * A run on the machine that it runs on: where it is, which way it came, and what it could do next. It stands alone, without
 * `SyncProvider`. Put the run's history next to it as a table: it is what the diagram says to those who do not see it.
 *
 * States and arrows are the machine's own. What the history has and the machine has not is drawn too, in dashed red.
 *
 * @example
 * ```tsx
 * const { run, events } = useSyncRun(id)
 * <SyncRunChart run={run} events={events} lang="es" at="2026-11-24T14:03:11Z" />
 * ```
 */
export function SyncRunChart({ run, events, lang, region, at = null, title }: SyncRunChartProps) {
  const words = useMemo(() => textsFor(lang, region), [lang, region]);
  const view = useMemo(() => (run === null ? null : chartView(chart, run, events, at)), [run, events, at]);
  const id = useId();
  const { t, format } = words;
  if (run === null || view === null) return <ChartFrame label={t.chart.scroll} loading={t.chart.loading} />;
  const layout = withStrange(
    generated,
    view.unknown.map((state) => [state, t.state.unknown(state)] as const),
    view.illegal,
  );
  const here = at === null ? t.chart.now : format.clock(Date.parse(at));
  const taken = (edge: string) => view.taken.get(edge);
  // What was taken lies above what was not.
  const arrows = arrowsOf(chart).toSorted((a, b) => Number(view.taken.has(a.id)) - Number(view.taken.has(b.id)));
  return (
    <ChartFrame label={t.chart.scroll} active={view.active}>
      <svg
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        style={{ maxWidth: layout.width }}
      >
        <title id={`${id}-title`}>{t.chart.title(title ?? run.source)}</title>
        <desc id={`${id}-text`}>{sentenceOfChart(view, at, words)}</desc>
        {chart.nodes
          .filter(({ kind }) => kind === "frame")
          .map(({ id: state }) => {
            const { x = 0, y = 0, width = 0, height = 0 } = layout.boxes[state] ?? {};
            return (
              <g key={state} data-state={state}>
                <rect className="frame" x={x} y={y} width={width} height={height} rx={12} />
                <text className="frame-word" x={x + 16} y={y + 24}>
                  {t.chart.live}
                </text>
              </g>
            );
          })}
        {arrows.map(({ id: edge, event }) => {
          const arrow = layout.arrows[edge];
          return arrow && <ArrowLine key={edge} id={edge} event={event} arrow={arrow} taken={taken(edge)} />;
        })}
        {chart.nodes.map(({ id: state, kind }) => {
          const place = layout.boxes[state];
          if (place === undefined || kind === "frame") return null;
          return (
            <StateBox
              key={state}
              id={state}
              kind={kind}
              place={place}
              word={stateName(state, t)}
              here={state === view.active ? here : null}
              visited={view.visited.has(state)}
              stays={staysOf(chart, state)}
              taken={view.taken}
            />
          );
        })}
        {view.unknown.map((state) => {
          const { x = 0, y = 0, width = 0, height = 0 } = layout.boxes[state] ?? {};
          const active = state === view.active;
          return (
            <g key={state} data-unknown={state} data-active={active || undefined}>
              {active && <rect className="ring" x={x - 5} y={y - 5} width={width + 10} height={height + 10} rx={13} />}
              <rect className="box" x={x} y={y} width={width} height={height} rx={9} />
              <text className="word" x={x + width / 2} y={y + height / 2 + 5} textAnchor="middle">
                {t.state.unknown(state)}
              </text>
            </g>
          );
        })}
        {layout.detours.map((detour) => {
          const { from, event, to } = detour.step;
          return <IllegalStepLine key={`${from}:${event}:${to}`} detour={detour} text={t.chart.illegal} />;
        })}
      </svg>
    </ChartFrame>
  );
}
