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
    <dl className="grid grid-cols-[minmax(2.5rem,auto)_minmax(4.75rem,auto)_minmax(0,1fr)] gap-x-4 text-[0.8125rem]">
      <Fact name={t.card.batches}>{run === null ? t.card.nothing : format.number(run.commit_seq)}</Fact>
      <Fact name={live ? t.card.elapsed : t.card.duration}>
        {spanMs === null ? t.card.nothing : format.duration(spanMs)}
      </Fact>
      <Fact name={live ? t.card.lastBeat : t.card.ended}>
        {last === null ? (
          t.card.nothing
        ) : (
          <TimeOf ms={last}>{live ? format.clock(last) : format.moment(last, now)}</TimeOf>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-quiet">{name}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  );
}
