import type { Json } from "@sincro/machine";
import type { PushAnswer, PushRequest } from "../port.ts";
import { parsePush } from "../shapes.ts";
import { recordRow, upsert } from "./records.ts";
import { recordKey, type SyncRecordRow, type Tables } from "./tables.ts";

/** Writes records that no run fetched, all or none. */
export function push(tables: Tables, request: PushRequest): PushAnswer {
  const { source, account = "default", records } = parsePush(request);
  const by = { source, account, run_id: null, synced_at: tables.now() };
  const rows = records.map((record) => over(tables, recordRow(record, by)));
  const { written, ...counts } = upsert(tables.records, rows);
  for (const [key, record] of written) tables.records.set(key, record);
  return counts;
}

/** A push says what it knows of an object, not all of it: keys that it does not have stay. */
function over({ records }: Tables, row: SyncRecordRow): SyncRecordRow {
  const there = records.get(recordKey(row))?.data;
  return isObject(there) && isObject(row.data) ? { ...row, data: { ...there, ...row.data } } : row;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
