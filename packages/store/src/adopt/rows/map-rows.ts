import { policy } from "@sincro/machine";
import type { ClientBase } from "pg";
import type { Saying } from "../saying.ts";
import { fatesOf } from "./active.ts";
import { type AdoptedRow, adoptedRow, type ReadCheckpoint } from "./adopted-row.ts";
import { type Reads, readActive, readAll } from "./read-rows.ts";
import { Tally } from "./tally.ts";
import { meaningOf } from "./verdict.ts";

/** How long a run of older code may be silent, in milliseconds: as long as the guard gives those that it meets later. */
const silentMs = policy.noWorkerMs;

/**
 * Decides about every row, hands each batch to `write`, and says what became of them. The moment is the database's.
 */
export async function mapRows(
  client: Pick<ClientBase, "query">,
  reads: Reads,
  read: ReadCheckpoint,
  write: (rows: readonly AdoptedRow[]) => Promise<void>,
): Promise<readonly Saying[]> {
  const clock = await client.query<{ now: string }>(
    "select floor(extract(epoch from clock_timestamp()) * 1000)::text as now",
  );
  const now = Number(clock.rows[0]?.now);
  const active = (await readActive(client, reads)).filter(({ status }) => meaningOf(status).status === "active");
  const fates = fatesOf(active, now, silentMs);
  const tally = new Tally();
  for await (const rows of readAll(client, reads)) {
    const adopted = rows.map((row) => {
      const fate = fates.get(row.id);
      const after = adoptedRow(row, { now, silentMs, fate, read });
      tally.add(row, after, fate);
      return after;
    });
    await write(adopted);
  }
  return tally.sayings();
}
