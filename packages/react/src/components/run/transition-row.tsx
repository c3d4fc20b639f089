import type { SyncRunEvent } from "@sincro/machine";
import { useWords } from "../../hooks/context.ts";
import { whoIs } from "../../view/words.ts";
import { StatusBadge } from "../status-badge.tsx";
import { TimeOf } from "../time-of.tsx";

const cell = "border-t border-line py-1.5 pr-3 align-middle";

/** One line of a run's history. What was refused is said in so many words: it is the proof that a cancel holds. */
export function TransitionRow({ event }: { readonly event: SyncRunEvent }) {
  const words = useWords();
  const { t, format } = words;
  const at = Date.parse(event.at);
  const who = event.actor_kind === "worker" ? t.who.worker : whoIs(event.actor, words);
  return (
    <tr data-testid="step" data-event={event.event} data-applied={event.applied}>
      <td className={`${cell} font-mono tabular-nums`}>
        <TimeOf ms={at}>{format.clock(at)}</TimeOf>
      </td>
      <td className={cell}>{t.state[event.from_status ?? "idle"]}</td>
      <td className={`${cell} font-mono`}>{event.event}</td>
      <td className={cell}>
        {event.applied ? (
          <StatusBadge phase={{ kind: event.to_status === "continuing" ? "continuing" : event.to_status, at: null }} />
        ) : (
          <span className="text-failed">{t.run.refused(event.reason ?? "")}</span>
        )}
      </td>
      <td className={`${cell} tabular-nums`}>{event.ms === null ? "" : format.duration(event.ms)}</td>
      <td className={cell}>{who}</td>
      <td className={`${cell} text-quiet`}>{event.records === null ? "" : t.card.records(event.records)}</td>
    </tr>
  );
}
