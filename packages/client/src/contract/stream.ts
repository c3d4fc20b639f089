import { syncRunRow } from "@sincro/machine/schema";
import * as z from "zod";

const moment = z.iso.datetime({ offset: true });

/**
 * `GET sync-runs/stream`, as server-sent events; the event's name is the key here, its data the JSON described.
 *
 * `hello` comes first, and again when the database is back after `trouble`: the database's clock, and the version of
 * the functions. Then every active run and the newest ones as `run`, and each again whenever its `version` grows. A
 * client applies a row only if its `version` is greater than the one it holds. `ping` comes after 15 s without
 * another event: silence for three of them is a broken connection. There is no resuming by id: a new connection begins with the current rows.
 */
export const streamEvents = {
  hello: z.strictObject({ now: moment, version: z.string() }),
  run: syncRunRow,
  ping: z.strictObject({}),
  /** The database does not answer: rows may be old until the next `hello`. */
  trouble: z.strictObject({ error: z.string() }),
} as const;
