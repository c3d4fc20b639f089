import type { SourceInfo } from "@sincro/client";
import { useWords } from "../hooks/context.ts";
import { scheduleWords } from "../texts/schedule-words.ts";

interface ScheduleLineProps {
  readonly schedule: NonNullable<SourceInfo["schedule"]>;
  readonly now: number;
}

/** When a source is synced by itself. A moment that has passed is not shown as the next one: the page was told it before. */
export function ScheduleLine({ schedule, now }: ScheduleLineProps) {
  const { t, format } = useWords();
  const next = Date.parse(schedule.nextAt);
  const when = scheduleWords(schedule.cron, schedule.timeZone, t);
  return (
    <p className="text-[0.8125rem] text-quiet" data-testid="schedule">
      {t.schedule.line(when, next > now ? format.moment(next, now) : null)}
    </p>
  );
}
