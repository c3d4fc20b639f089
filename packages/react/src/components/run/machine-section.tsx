import { chart } from "@sincro/machine";
import { useMemo, useState } from "react";
import { useSync } from "../../hooks/context.ts";
import { useMedia } from "../../hooks/use-media.ts";
import type { SyncRun } from "../../hooks/use-sync-run.ts";
import type { Travel } from "../../hooks/use-travel.ts";
import { chartView } from "../../view/chart-view.ts";
import { stateName } from "../../view/chart-words.ts";
import type { RunRow } from "../../view/run-row.ts";
import { Button } from "../base/button.tsx";
import { SyncRunChart } from "../chart/sync-run-chart.tsx";
import { Heading, type Level } from "./heading.tsx";
import { TravelBar } from "./travel-bar.tsx";

interface MachineSectionProps {
  readonly run: RunRow;
  readonly events: SyncRun["events"];
  readonly travel: Travel;
  readonly level: Level;
}

/** The diagram with its walk through time; on a phone it comes when it is asked for. */
export function MachineSection({ run, events, travel, level }: MachineSectionProps) {
  const { words, language, region, title } = useSync();
  const { t } = words;
  const small = useMedia("(max-width: 639px)");
  const [asked, setAsked] = useState(false);
  const state = useMemo(
    () => stateName(chartView(chart, run, events, travel.at).active, t),
    [run, events, travel.at, t],
  );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Heading level={level} of="section" className="font-semibold">
          {t.chart.machine}
        </Heading>
        <TravelBar travel={travel} state={state} />
      </div>
      {small && (
        <Button data-testid="show-chart" aria-expanded={asked} onClick={() => setAsked(!asked)}>
          {asked ? t.chart.hide : t.chart.show}
        </Button>
      )}
      {(!small || asked) && (
        <SyncRunChart
          run={run}
          events={events}
          lang={language}
          region={region}
          at={travel.at}
          title={title(run.source)}
        />
      )}
    </div>
  );
}
