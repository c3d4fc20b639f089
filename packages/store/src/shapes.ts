import { modes, type SyncEvent } from "@sincro/machine";
import { instant, json, syncEvent } from "@sincro/machine/schema";
import * as z from "zod";
import { StoreError } from "./errors.ts";
import type { PushRequest } from "./port.ts";

const name = z.string().min(1).max(200);
const id = z.guid().toLowerCase();

/** Whether a text can be a run's id at all. */
export function isId(text: string): boolean {
  return id.safeParse(text).success;
}

/** What a start may ask for. */
export const startShape = z.object({
  source: name,
  account: name.optional(),
  mode: z.enum(modes).optional(),
  windowStart: instant.optional(),
  windowEnd: instant.optional(),
  onConflict: z.enum(["reject", "attach", "restart"]).optional(),
  requestId: id.optional(),
  startedBy: name.optional(),
  groupId: id.optional(),
  resumeFrom: id.optional(),
  worker: name.optional(),
  dryRun: z.boolean().optional(),
});

const records = z.array(
  z.object({
    object: z.string(),
    id: z.string(),
    updatedAt: instant.optional(),
    data: json.refine((data) => data !== null),
  }),
);

const pushShape = z.object({ source: name, account: name.optional(), records });

/** Reads what a push brings. @throws {StoreError} `store_rejected`, naming the field */
export function parsePush(asked: PushRequest): z.output<typeof pushShape> {
  const found = pushShape.safeParse(asked);
  if (!found.success) throw new StoreError("store_rejected", `push: ${faultOf(found.error)}`);
  return found.data;
}

/** A page: the fields of COMMIT that the caller gives, and its records. */
export const commitShape = z.object({
  fence: z.int().min(0),
  worker: name,
  seq: z.int().min(1),
  checkpoint: json,
  total: z.int().min(0).optional(),
  records,
});

const cancelShape = z.object({
  filter: z.union([
    z.strictObject({ runId: z.string().toLowerCase() }),
    z.strictObject({ groupId: z.string().toLowerCase() }),
    z.strictObject({ source: name, account: name.optional() }),
    z.strictObject({ all: z.literal(true) }),
  ]),
  actor: name,
  reason: z.string().max(2_000).optional(),
});

/** A cancel that was read. */
export type CancelOrder = z.output<typeof cancelShape>;

/** Reads what a cancel asks for. @throws {StoreError} `store_rejected`: an empty receipt would say that nothing was there to cancel */
export function parseCancel(asked: z.input<typeof cancelShape>): CancelOrder {
  const found = cancelShape.safeParse(asked);
  if (!found.success) throw new StoreError("store_rejected", `cancel: ${faultOf(found.error)}`);
  return found.data;
}

const notSent: readonly SyncEvent["type"][] = ["START", "COMMIT", "EXPIRE"];

/** An event that one sends, as the machine takes it; null where a field is wrong, or where it has a call of its own. */
export function parseEvent(sent: unknown): SyncEvent | null {
  const event = syncEvent.safeParse(sent).data;
  return event === undefined || notSent.includes(event.type) ? null : event;
}

/** The first field of a request that is not as its shape says. */
export function faultOf(error: z.ZodError): string {
  return `${error.issues[0]?.path.join(".") || "the request"} is not valid`;
}
