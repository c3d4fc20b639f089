import { randomUUID } from "node:crypto";
import { type At, applyEvent, type ColumnName, columns, isActive, type SyncRunRow } from "@sincro/machine";
import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Setting, setTheScene } from "../setting.ts";
import { at, type Cell, cells } from "./cells.ts";
import { expectedCells, neverStored } from "./expected.ts";
import { clock, send } from "./through-functions.ts";
import { wayOf } from "./way.ts";

/** One cell for each name: the first that real functions can be asked. */
function representatives(): ReadonlyMap<string, Cell> {
  const found = new Map<string, Cell>();
  for (const cell of cells()) {
    const { row, event } = cell;
    // Two runs of the world are impossible here: the sweep tells the truth about the queue, and an ended run holds nothing.
    if (event.type === "EXPIRE" && event.queueMoves) continue;
    if (!isActive(row.status) && row.worker !== null) continue;
    // A start sweeps its scope first: only a run whose deadline has not passed is left as it is.
    if (event.type === "START" && isActive(row.status) && (row.deadline_at ?? at) < at) continue;
    const name = wayOf(row, event, applyEvent(row, event));
    if (!found.has(name)) found.set(name, cell);
  }
  return found;
}

/** The same row, as if the cell's moment were the database's now. */
function movedTo(now: string, row: SyncRunRow): SyncRunRow {
  const shift = Date.parse(now) - Date.parse(at);
  const moved = Object.entries(row).map(([name, value]) => [
    name,
    columns[name as ColumnName].startsWith("time") && value !== null
      ? new Date(Date.parse(value as string) + shift).toISOString()
      : value,
  ]);
  return { ...Object.fromEntries(moved), id: randomUUID(), source: `cell ${randomUUID()}` } as SyncRunRow;
}

const movedEvent = (now: string, event: At): At =>
  "dueAt" in event && event.dueAt !== undefined
    ? { ...event, at: now, dueAt: new Date(Date.parse(event.dueAt) + Date.parse(now) - Date.parse(at)).toISOString() }
    : { ...event, at: now };

describePostgres("every cell through the function that carries its event", (version) => {
  let scene: Setting;
  let client: Client;

  beforeAll(async () => {
    scene = await setTheScene(version, 1);
    client = scene.admin;
    // Somebody has watched for long: a queue that stands still says something.
    await client.query("select sync_sweep()");
    await client.query("update sync_sweeper set watched_since = watched_since - interval '1 day'");
  });

  afterAll(async () => await scene.end());

  /** Rows that no history leads to are put there past the guard trigger. */
  async function insert(row: SyncRunRow): Promise<void> {
    await client.query("set session_replication_role = replica");
    await client.query("insert into sync_runs select * from jsonb_populate_record(null::sync_runs, $1)", [
      JSON.stringify(row),
    ]);
    await client.query("set session_replication_role = origin");
  }

  async function remove(row: SyncRunRow): Promise<void> {
    await client.query("delete from sync_runs where source = $1", [row.source]);
  }

  it.for([...representatives()])("%s", async ([, cell]) => {
    const now = await clock(client);
    const row = movedTo(now, cell.row);
    await insert(row);
    const event = movedEvent(now, cell.event);
    const answer = await send(client, row, event);
    await remove(row);
    const outcome = applyEvent(row, { ...event, at: answer.at });
    if (event.type === "START") {
      // A new run of the scope starts beside an ended one; the row that was there stays as it is.
      expect(answer.applied).toBe(!isActive(row.status));
      expect(answer.run).toEqual(row);
      return;
    }
    expect(answer.applied).toBe(outcome.kind === "applied");
    if (answer.reason !== undefined) expect(answer.reason).toBe(outcome.kind === "refused" ? outcome.reason : null);
    expect(answer.run).toEqual(outcome.kind === "applied" ? outcome.run : row);
  });

  it("asks every cell that a stored run can be in", () => {
    const asked = new Set(representatives().keys());
    expect([...expectedCells()].filter((name) => !asked.has(name) && !neverStored.has(name))).toEqual([]);
  });
});
