import { json } from "@sincro/machine/schema";
import * as z from "zod";
import { account } from "./fields.ts";
import { type Parsed, refusedBy } from "./parse.ts";

/** ManyChat's ids are digits. A number too large to be exact would be somebody else's id. */
const subscriberId = z
  .union([z.string(), z.int()], "a subscriber's id: digits, as a text or a number")
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/, "a subscriber's id: digits, as a text or a number"));

/**
 * `POST sync-manychat/push`: a subscriber, as a flow's External Request step sends it. Only the id is needed; whatever
 * else the step sends is kept.
 */
const pushBody = z.object({ id: subscriberId }).catchall(json);
const pushQuery = z.strictObject({ account: account.default("default") });

/** A subscriber that was pushed, and the account that it is of. */
export interface ManychatPush {
  readonly account: string;
  readonly subscriber: z.output<typeof pushBody>;
}

/** Reads the body and the query of `POST sync-manychat/push`. */
export function parseManychatPush(body: unknown, params: URLSearchParams): Parsed<ManychatPush> {
  const query = pushQuery.safeParse(Object.fromEntries(params));
  if (!query.success) return refusedBy(query.error);
  const subscriber = pushBody.safeParse(body);
  if (!subscriber.success) return refusedBy(subscriber.error);
  return { ok: true, value: { account: query.data.account, subscriber: subscriber.data }, deprecated: [] };
}

const count = z.int().min(0);

/** What a push did. */
export const pushAnswer = z.strictObject({
  success: z.literal(true),
  inserted: count,
  updated: count,
  unchanged: count,
});
