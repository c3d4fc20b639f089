import type { SyncRunEvent } from "@sincro/machine";
import { useWords } from "../../hooks/context.ts";
import { stateName } from "../../view/chart-words.ts";
import { actorOf, phaseFor, reasonOf, tookOf } from "../../view/step-words.ts";
import { StatusBadge } from "../status-badge.tsx";
import { TimeOf } from "../time-of.tsx";

/** What a line of the history needs to know. */
export interface TransitionProps {
  readonly event: SyncRunEvent;
  /** Whether this is the moment that is looked at. */
  readonly selected: boolean;
  /** Whether the machine has no such step. */
  readonly illegal: boolean;
  /** Where the pressed time leads; without it the time is only said. */
  readonly onAt: ((at: string) => void) | undefined;
}

const cell = "border-t border-line py-1.5 pr-3 align-middle";
const marks = (selected: boolean) => (selected ? "bg-info-tint" : "");

/** The time of a step; pressed, the diagram goes to that moment. */
function TimeButton({ event, selected, onAt }: Omit<TransitionProps, "illegal">) {
  const { t, format } = useWords();
  const at = Date.parse(event.at);
  const time = format.clock(at);
  if (onAt === undefined) {
    return (
      <span className="px-1 font-mono tabular-nums">
        <TimeOf ms={at}>{time}</TimeOf>
      </span>
    );
  }
  return (
    <button
      type="button"
      data-testid="step-time"
      aria-pressed={selected}
      aria-label={t.travel.see(time, event.event)}
      onClick={() => onAt(event.at)}
      className="min-h-6 cursor-pointer px-1 font-mono tabular-nums underline decoration-dotted underline-offset-4 hover:decoration-solid aria-pressed:font-semibold aria-pressed:decoration-solid max-sm:min-h-12"
    >
      <TimeOf ms={at}>{time}</TimeOf>
    </button>
  );
}

/** Where a step led. What was refused is said in so many words: it is the proof that a cancel holds. */
function Outcome({ event, illegal }: Pick<TransitionProps, "event" | "illegal">) {
  const { t } = useWords();
  if (!event.applied) return <span className="text-failed">{t.run.refused(event.reason ?? "")}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <StatusBadge still phase={phaseFor(event.to_status)} />
      {illegal && (
        <span className="rounded border border-dashed border-failed px-1 text-failed">{t.steps.illegal}</span>
      )}
    </span>
  );
}

/** One line of a run's history, on a wide screen. */
export function TransitionRow({ event, selected, illegal, onAt }: TransitionProps) {
  const words = useWords();
  return (
    <tr data-testid="step" data-event={event.event} data-applied={event.applied} className={marks(selected)}>
      <td className={cell}>
        <TimeButton event={event} selected={selected} onAt={onAt} />
      </td>
      <td className={cell}>{stateName(event.from_status ?? "idle", words.t)}</td>
      <td className={`${cell} font-mono`}>{event.event}</td>
      <td className={cell}>
        <Outcome event={event} illegal={illegal} />
      </td>
      <td className={`${cell} whitespace-nowrap tabular-nums`}>{tookOf(event.ms, words)}</td>
      <td className={cell}>{actorOf(event, words)}</td>
      <td className={`${cell} text-quiet`}>{reasonOf(event, words)}</td>
    </tr>
  );
}

/** The same on a phone: two lines. */
export function TransitionItem({ event, selected, illegal, onAt }: TransitionProps) {
  const words = useWords();
  const facts = [tookOf(event.ms, words), actorOf(event, words), reasonOf(event, words)].filter(Boolean);
  return (
    <li
      data-testid="step"
      data-event={event.event}
      data-applied={event.applied}
      className={`border-t border-line py-1.5 ${marks(selected)}`}
    >
      <div className="flex flex-wrap items-center gap-x-2">
        <TimeButton event={event} selected={selected} onAt={onAt} />
        <span className="font-mono">{event.event}</span>
        <Outcome event={event} illegal={illegal} />
      </div>
      <p className="px-1 text-quiet">{facts.join(" · ")}</p>
    </li>
  );
}
