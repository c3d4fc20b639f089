import type { ClientBase } from "pg";
import type { Conversion } from "../convert.ts";
import type { SharedColumn } from "../plan-columns.ts";
import { shared } from "../plan-columns.ts";
import { quoted, table } from "../quoted.ts";
import type { OlderRow } from "./older-row.ts";
import { activeWords } from "./verdict.ts";

/** Rows that are read, and then written, at once. */
const batch = 2_000;

/** How each column is read; a table that is converted already needs no conversion. */
export type Reads = ReadonlyMap<SharedColumn, Pick<Conversion, "using">>;

/** The reads of a table whose columns are ours by now. */
export function asTheyAre(reads: Reads): Reads {
  return new Map([...reads.keys()].map((name) => [name, { using: quoted(name) }]));
}

function expressionOf(name: SharedColumn, using: string | undefined): string {
  if (using === undefined) return `null as ${name}`;
  // A row without an id gets a new one; until then it needs some name.
  if (name === "id") return `coalesce((${using})::text, gen_random_uuid()::text) as id`;
  if (name.endsWith("_at")) return `to_jsonb(${using}) #>> '{}' as ${name}`;
  if (name.startsWith("total_")) return `(${using})::text as ${name}`;
  if (name === "checkpoint" || name === "metadata") return `${using} as ${name}, (${using}) is null as no_${name}`;
  return `${using} as ${name}`;
}

function select(reads: Reads, where = ""): string {
  const list = shared.map((name) => expressionOf(name, reads.get(name)?.using));
  return `select ${list.join(", ")} from ${table} r ${where}`;
}

type Raw = OlderRow & { readonly no_checkpoint?: boolean; readonly no_metadata?: boolean };

function olderRow({ no_checkpoint, no_metadata, ...row }: Raw, columns: readonly string[]): OlderRow {
  return {
    ...row,
    checkpoint: (no_checkpoint ?? true) ? undefined : row.checkpoint,
    metadata: (no_metadata ?? true) ? undefined : row.metadata,
    columns,
  };
}

/** Every run whose status says, more or less, that it is at work. */
export async function readActive(client: Pick<ClientBase, "query">, reads: Reads): Promise<readonly OlderRow[]> {
  const where = `where (${reads.get("status")?.using ?? "null"}) ~* '${activeWords.join("|")}'`;
  const { rows } = await client.query<Raw>(select(reads, where));
  return rows.map((row) => olderRow(row, [...reads.keys()]));
}

/** All rows, some at a time, as they were when it began; needs a transaction. */
export async function* readAll(
  client: Pick<ClientBase, "query">,
  reads: Reads,
): AsyncGenerator<readonly OlderRow[], void, undefined> {
  await client.query(`declare sync_adopt no scroll cursor for ${select(reads)}`);
  for (;;) {
    const { rows } = await client.query<Raw>(`fetch ${batch} from sync_adopt`);
    if (rows.length === 0) break;
    yield rows.map((row) => olderRow(row, [...reads.keys()]));
  }
  await client.query("close sync_adopt");
}
