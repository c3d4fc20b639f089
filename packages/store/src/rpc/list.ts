import { shownRunRow } from "@sincro/machine/schema";
import * as z from "zod";
import { readCursor, writeCursor } from "../cursor.ts";
import { pageSize } from "../page-size.ts";
import type { ListRequest, RunStore } from "../port.ts";
import { isId } from "../shapes.ts";
import { storableString } from "../storable.ts";
import { read } from "./answers.ts";
import { repeatable } from "./retry.ts";
import type { Rpc } from "./rpc.ts";

const place = z.object({ id: z.guid(), started_at: z.string() });

/** One page of runs, newest first. The cursor keeps the time as the database wrote it, to the microsecond. */
export async function list(rpc: Rpc, request: ListRequest): ReturnType<RunStore["list"]> {
  const { active, source, account, groupId, limit, before } = request;
  const after = before === undefined ? null : readCursor(before);
  if (groupId !== undefined && !isId(groupId)) return { runs: [], next: null };
  const size = pageSize(limit);
  const named = { source: source && storableString(source), account: account && storableString(account) };
  const query = { ...named, active, groupId, limit: size + 1, after };
  const rows = await repeatable(() => rpc.runs(query));
  const shown = rows.slice(0, size);
  const last = rows.length > size ? read(place, shown.at(-1), "sync_runs") : null;
  return {
    runs: read(z.array(shownRunRow), shown, "sync_runs"),
    next: last && writeCursor({ startedAt: last.started_at, id: last.id }),
  };
}
