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
 * The records of a page. PayPal's transaction ids are not unique: with the event code and the moment of the beginning
 * they nearly are. Where two rows still share all that, one moves money and the other only tells of it; rows do not say
 * which, but the balance afterwards stands in one of them. A row that is alone never looks at that: a balance may come
 * to it later, and its record must stay the same one.
 */
export function recordsOf(rows: readonly Row[]): SourceRecord[] {
  const keys = rows.map(keyOf);
  const known = new Map<string, number>();
  for (const key of keys) known.set(key, (known.get(key) ?? 0) + 1);
  const used = new Set<string>();
  return rows.map((data, n) => {
    const key = keys[n] as string;
    const alone = known.get(key) === 1;
    let id = `${key}:${alone || movesMoney(data) ? 1 : 0}`;
    for (let twin = 2; used.has(id); twin++) id = `${key}:${twin}`;
    used.add(id);
    const { transaction_updated_date: updated } = data.transaction_info;
    return {
      object: "transaction",
      id,
      ...(updated !== undefined && { updatedAt: new Date(updated).toISOString() }),
      data: data as Json,
    };
  });
}

function keyOf({ transaction_info: info }: Row): string {
  // In UTC: the account's time zone may change, the moment does not.
  const began = new Date(info.transaction_initiation_date).toISOString();
  return `${info.transaction_id}:${info.transaction_event_code ?? ""}:${began}`;
}

function movesMoney({ transaction_info: info }: Row): boolean {
  return info.ending_balance !== undefined || info.available_balance !== undefined;
}
