import { applyEvent } from "@sincro/machine";
import { syncRunRow } from "@sincro/machine/schema";
import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Setting, setTheScene } from "../setting.ts";
import { at, type Cell, cells } from "./cells.ts";
import { expectedCells } from "./expected.ts";
import { wayOf } from "./way.ts";

const batchSize = 2_000;

function* batches(source: Iterable<Cell>): Generator<readonly Cell[]> {
  let batch: Cell[] = [];
  for (const cell of source) {
    batch.push(cell);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

describePostgres("the machine and its compilation to SQL", (version) => {
  let scene: Setting;
  let client: Client;

  beforeAll(async () => {
    scene = await setTheScene(version, 1);
    [client] = scene.sessions as [Client];
  });

  afterAll(async () => await scene.end());

  it("agree on every state × event × guard outcome, field by field", async () => {
    const met = new Set<string>();
    let count = 0;
    for (const batch of batches(cells())) {
      const { rows } = await client.query<{ reason: string | null; next: unknown }>(
        `select s.reason, to_jsonb(s.next) as next
         from jsonb_array_elements($1::jsonb) with ordinality as c (cell, place),
           sync_step(jsonb_populate_record(null::sync_runs, cell -> 'row'), cell -> 'event', $2) s
         where cell -> 'event' ->> 'type' <> 'START'
         order by place`,
        [JSON.stringify(batch), at],
      );
      const asked = batch.filter(({ event }) => event.type !== "START");
      expect(rows).toHaveLength(asked.length);
      for (const [index, { row, event }] of asked.entries()) {
        const outcome = applyEvent(row, event);
        met.add(wayOf(row, event, outcome));
        const answer = rows[index];
        if (outcome.kind === "refused") {
          if (answer?.reason !== outcome.reason)
            expect({ row, event, reason: answer?.reason }).toEqual({ row, event, reason: outcome.reason });
        } else {
          const next = syncRunRow.parse(answer?.next);
          if (
            answer?.reason !== null ||
            JSON.stringify(next, Object.keys(next).sort()) !== JSON.stringify(outcome.run, Object.keys(next).sort())
          ) {
            expect({ event, reason: answer?.reason, next }).toEqual({ event, reason: null, next: outcome.run });
          }
        }
        count += 1;
      }
      for (const { row, event } of batch)
        if (event.type === "START") met.add(wayOf(row, event, applyEvent(row, event)));
    }
    console.log(`proof: ${count.toLocaleString("en")} cells of state × event × guard outcome on PostgreSQL ${version}`);
    expect(count).toBeGreaterThan(50_000);
    expect([...expectedCells()].filter((name) => !met.has(name))).toEqual([]);
    expect([...met].filter((name) => !expectedCells().has(name))).toEqual([]);
  }, 300_000);
});
