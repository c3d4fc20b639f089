import { isActive } from "@sincro/machine";
import type { ReactNode } from "react";
import { useWords } from "../hooks/context.ts";
import type { RunRow } from "../view/run-row.ts";
import { TimeOf } from "./time-of.tsx";

interface CardFactsProps {
  readonly run: RunRow | null;
  readonly now: number;
  readonly spanMs: number | null;
  readonly heartbeatAt: number | null;
  readonly endedAt: number | null;
}

/** A card's three facts: batches, how long, and the last sign of life or the end. */
export function CardFacts({ run, now, spanMs, heartbeatAt, endedAt }: CardFactsProps) {
  const { t, format } = useWords();
  const live = run !== null && isActive(run.status);
  const last = live ? heartbeatAt : endedAt;
  return (
    <dl className="flex flex-wrap gap-x-3 gap-y-1 text-[0.8125rem]">
      <Fact name={t.card.batches} width="min-w-10">
        {run === null ? t.card.nothing : format.number(run.commit_seq)}
      </Fact>
      <Fact name={live ? t.card.elapsed : t.card.duration} width="min-w-19">
        {spanMs === null ? t.card.nothing : format.duration(spanMs)}
      </Fact>
      <Fact name={live ? t.card.lastBeat : t.card.ended} width="min-w-0 flex-[1_1_4.5rem]">
        {last === null ? (
          t.card.nothing
        ) : (
          <TimeOf ms={last}>{live ? format.clock(last) : format.moment(last, now)}</TimeOf>
        )}
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  /** What it takes of the line; with large letters the last one goes to a line of its own. */
  readonly width: string;
  readonly children: ReactNode;
}

function Fact({ name, width, children }: FactProps) {
  return (
    <div className={width}>
      <dt className="text-quiet">{name}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  );
}
