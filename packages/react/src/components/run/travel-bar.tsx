import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useSync } from "../../hooks/context.ts";
import type { Travel } from "../../hooks/use-travel.ts";
import { Button } from "../base/button.tsx";

interface TravelBarProps {
  readonly travel: Travel;
  /** The state that is looked at, for those who do not see the diagram. */
  readonly state: string;
}

/** One step back, one forward, and where one is when that is not now. */
export function TravelBar({ travel, state }: TravelBarProps) {
  const { words, announcer } = useSync();
  const { t, format } = words;
  const { at, canBack, canForward } = travel;
  const back = useId();
  const said = useRef(at);
  const time = at === null ? null : format.clock(Date.parse(at));
  useEffect(() => {
    if (said.current === at) return;
    said.current = at;
    announcer.say(time === null ? t.travel.isNow : `${t.travel.banner(time)}: ${state}.`);
  }, [announcer, at, time, state, t]);
  const returns = () => {
    travel.go(null);
    // The button that was pressed is about to go: its neighbour keeps the focus.
    document.getElementById(back)?.focus();
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {time !== null && (
        <p
          data-testid="travel-banner"
          className="flex flex-wrap items-center gap-x-2 rounded-lg bg-info-tint px-2 text-sm"
        >
          <span>{t.travel.banner(time)}</span>
          <Button look="quiet" className="px-2 underline" data-testid="travel-now" onClick={returns}>
            {t.travel.now}
          </Button>
        </p>
      )}
      <Button
        id={back}
        aria-label={t.travel.back}
        data-testid="travel-back"
        unavailable={canBack ? null : t.travel.first}
        onClick={travel.back}
      >
        <ChevronLeft aria-hidden size={16} />
      </Button>
      <Button
        aria-label={t.travel.forward}
        data-testid="travel-forward"
        unavailable={canForward ? null : t.travel.last}
        onClick={travel.forward}
      >
        <ChevronRight aria-hidden size={16} />
      </Button>
    </div>
  );
}
