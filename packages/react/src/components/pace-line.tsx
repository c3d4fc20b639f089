import { useWords } from "../hooks/context.ts";
import type { Pace } from "../view/pace.ts";
import type { Slowness } from "../view/spans.ts";

interface PaceLineProps {
  readonly pace: Pace;
  readonly slowness: Slowness | null;
}

/** How fast it goes and how long it usually takes still; nothing that nobody can know. */
export function PaceLine({ pace, slowness }: PaceLineProps) {
  const { t, format } = useWords();
  const rate = pace.perSecond;
  const parts = [
    ...(rate === null
      ? []
      : [rate >= 1 ? t.pace.perSecond(Math.round(rate)) : t.pace.perMinute(Math.round(rate * 600) / 10)]),
    ...(pace.leftMs === null ? [] : [t.pace.left(format.duration(pace.leftMs))]),
    ...(slowness === null
      ? []
      : [t.note.slower(format.number(Math.round(slowness.times * 10) / 10), format.duration(slowness.usualMs))]),
  ];
  if (parts.length === 0) return null;
  return (
    <p data-testid="pace" className="text-[0.8125rem] text-quiet tabular-nums">
      {parts.join(" · ")}
    </p>
  );
}
