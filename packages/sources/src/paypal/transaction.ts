import type { Json, SourceRecord } from "@sincro/machine";
import * as z from "zod";

const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

/** Of a row only what its record needs is checked; it is kept whole, with what PayPal may add. */
export const row = z.looseObject({
  transaction_info: z.looseObject({
    transaction_id: z.string().min(1).max(100),
    transaction_event_code: z.string().max(20).optional(),
    transaction_initiation_date: time,
    transaction_updated_date: time.optional(),
  }),
});
/** See {@link row}. */
export type Row = z.infer<typeof row>;

/**
 * The records of some rows. PayPal's transaction ids are not unique: with the event code and the moment of the beginning
 * they nearly are. Where two rows still share all that, one moves money and the other only tells of it; rows do not say
 * which, but the balance afterwards stands in one of them, and that one has the id that it has when it is alone. A row
 * that is alone never looks at that: a balance may come to it later, and its record must stay the same one. Twins are
 * as new as the newest of them: when the other comes later, one takes the other's place.
 */
export function recordsOf(rows: readonly Row[]): SourceRecord[] {
  const twins = new Map<string, Row[]>();
  for (const row of rows) twins.set(keyOf(row), [...(twins.get(keyOf(row)) ?? []), row]);
  const ids = new Map<Row, string>();
  for (const [key, group] of twins) {
    const first = group.find(movesMoney) ?? group[0];
    const others = group.filter((row) => row !== first);
    ids.set(first as Row, `${key}:1`);
    for (const [n, row] of others.entries()) ids.set(row, `${key}:${n === 0 ? 0 : n + 1}`);
  }
  return rows.map((data) => {
    const updated = newest(twins.get(keyOf(data)) as Row[]);
    return { object: "transaction", id: ids.get(data) as string, ...updated, data: data as Json };
  });
}

function newest(twins: readonly Row[]): { updatedAt?: string } {
  const times = twins.flatMap(({ transaction_info: { transaction_updated_date: time } }) => time ?? []);
  if (times.length === 0) return {};
  return { updatedAt: new Date(Math.max(...times.map((time) => Date.parse(time)))).toISOString() };
}

/** When it began, in Unix milliseconds. */
export function momentOf({ transaction_info: info }: Row): number {
  return Date.parse(info.transaction_initiation_date);
}

function keyOf(row: Row): string {
  const { transaction_info: info } = row;
  // In UTC: the account's time zone may change, the moment does not.
  const began = new Date(momentOf(row)).toISOString();
  return `${info.transaction_id}:${info.transaction_event_code ?? ""}:${began}`;
}

function movesMoney({ transaction_info: info }: Row): boolean {
  return info.ending_balance !== undefined || info.available_balance !== undefined;
}
