import { expect } from "@playwright/test";
import type { Stage } from "../../cli/src/e2e/stage.fixture.ts";
import { looking } from "../../cli/src/e2e/truth.fixture.ts";

/** What runs have written, by the database itself. */
export interface Written {
  readonly source: string;
  /** Pages that were committed, by the history. */
  readonly commits: number;
  /** Pages that came too late, by the history. */
  readonly refused: number;
  /** Records that are there, by the records' own table. */
  readonly records: number;
}

/** What each run has written, by its source; the newest run of each. */
export async function writtenBySource(url: string): Promise<Readonly<Record<string, Written>>> {
  const { rows } = await looking(url, (client) =>
    client.query<Written>(`
      select distinct on (r.source) r.source,
        (select count(*) filter (where e.applied)::int from sync_run_events e
          where e.run_id = r.id and e.event = 'COMMIT') as commits,
        (select count(*) filter (where not e.applied)::int from sync_run_events e
          where e.run_id = r.id and e.event = 'COMMIT') as refused,
        (select count(*)::int from sync_records s where s.run_id = r.id) as records
      from sync_runs r order by r.source, r.started_at desc, r.id desc`),
  );
  return Object.fromEntries(rows.map((row) => [row.source, row]));
}

type Gate = Stage["fake"]["gate"];

/**
 * Lets a provider answer, one answer after the other, until its source has saved a page; what it asks for next is held.
 * An answer need not be a page (a token is none), so each gets a moment to become one.
 */
export async function savesAPage({ database }: Stage, source: string, gate: Gate): Promise<void> {
  await gate.untilHeld(1);
  const saved = async () => ((await writtenBySource(database.url))[source]?.records ?? 0) > 0;
  await expect.poll(async () => (await saved()) || void gate.release(), { intervals: [400] }).toBe(true);
  await gate.untilHeld(1);
}

/** People whom another source knows: without anybody to look up, ManyChat is not asked. */
export function knowsPeople({ database, fake }: Stage): Promise<unknown> {
  const people = fake.objects("customers").slice(0, 10);
  return looking(database.adminUrl, (client) =>
    client.query(
      `insert into sync_records (source, account, object, external_id, data, hash, run_id, synced_at)
        select 'stripe', 'default', 'customer', data ->> 'id', data, md5(data::text)::uuid, gen_random_uuid(), now()
        from jsonb_array_elements($1) as people (data)`,
      [JSON.stringify(people)],
    ),
  );
}
