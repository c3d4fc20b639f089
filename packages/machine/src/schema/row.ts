import * as z from "zod";
import { type ColumnName, columns, modes, type SyncRunRow, yieldReasons } from "../columns.ts";
import { eventTypes } from "../events.ts";
import { actorKinds, type SyncRunEvent } from "../history.ts";
import { reasons } from "../reasons.ts";
import { statuses } from "../status.ts";

/**
 * A moment: ISO 8601 with any offset (Postgres writes `+00:00`) comes out as UTC with milliseconds and `Z`. The years 1
 * to 9999 alone are written alike by everybody.
 */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())
  .refine((value) => /^\d{4}-/.test(value) && !value.startsWith("0000"), "a moment in the years 1 to 9999");

const kinds = {
  uuid: z.guid(),
  text: z.string(),
  status: z.enum(statuses),
  mode: z.enum(modes),
  yield: z.enum(yieldReasons),
  time: instant,
  int: z.int(),
  bool: z.boolean(),
  // It was JSON when it came: to look into it again says nothing, and what is there must be readable.
  json: z.unknown().refine((value) => value !== undefined, "a JSON value"),
} as const;

function schemaOf(kind: string): z.ZodType {
  const schema = kinds[kind.replace("?", "") as keyof typeof kinds];
  return kind.endsWith("?") ? schema.nullable() : schema;
}

const columnSchemas = Object.fromEntries(
  (Object.keys(columns) as ColumnName[]).map((name) => [name, schemaOf(columns[name])]),
);

/**
 * A row of `sync_runs` as any source of it answers: SQL functions, PostgREST, HTTP, the live stream. Columns that
 * other code added to the table are dropped.
 */
export const syncRunRow = z.object(columnSchemas) as unknown as z.ZodType<SyncRunRow>;

/**
 * A row that is only looked at. Its status may be one that this version does not know: older code or a hand wrote it. It
 * is shown as it stands, so that one such row does not hide all others; it is neither active nor over, and no event is
 * allowed.
 */
export const shownRunRow = z.object({ ...columnSchemas, status: z.string() }) as unknown as z.ZodType<SyncRunRow>;

/** An entry of `sync_run_events`. */
export const syncRunEvent = z.object({
  run_id: kinds.uuid,
  n: kinds.int,
  at: instant,
  event: z.enum(eventTypes),
  from_status: kinds.status.nullable(),
  to_status: kinds.status,
  applied: z.boolean(),
  reason: z.enum(reasons).nullable(),
  fence: kinds.int,
  actor_kind: z.enum(actorKinds),
  actor: z.string().nullable(),
  seq: kinds.int.nullable(),
  records: kinds.int.nullable(),
  ms: kinds.int.nullable(),
  detail: kinds.json,
}) as unknown as z.ZodType<SyncRunEvent>;
