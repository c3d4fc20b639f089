import { isActive, type SyncRunRow } from "@sincro/machine";
import { readCursor, writeCursor } from "../cursor.ts";
import { pageSize } from "../page-size.ts";
import type { ListRequest } from "../port.ts";
import type { Tables } from "./tables.ts";

type Place = Pick<SyncRunRow, "started_at" | "id">;

function order(a: Place, b: Place): number {
  const later = Date.parse(b.started_at) - Date.parse(a.started_at);
  if (later !== 0) return later;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/** Every run, the newest first. */
export function newestFirst(tables: Tables): readonly SyncRunRow[] {
  return [...tables.runs.values()].sort(order);
}

function wanted(run: SyncRunRow, { active, source, account, groupId }: ListRequest): boolean {
  return (
    (active === undefined || isActive(run.status) === active) &&
    (source === undefined || run.source === source) &&
    (account === undefined || run.account === account) &&
    (groupId === undefined || run.group_id === groupId.toLowerCase())
  );
}

/** One page of the runs that are wanted; `next` is null after the last. */
export function list(tables: Tables, request: ListRequest) {
  const size = pageSize(request.limit);
  const after = request.before === undefined ? null : readCursor(request.before);
  const place = after && { started_at: after.startedAt, id: after.id };
  const found = newestFirst(tables).filter((run) => wanted(run, request) && (place === null || order(place, run) < 0));
  const runs = found.slice(0, size);
  const last = runs.at(-1);
  const next = last && found.length > size ? writeCursor({ startedAt: last.started_at, id: last.id }) : null;
  return { runs, next };
}
