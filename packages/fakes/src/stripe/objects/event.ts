import type { StripeObject } from "../collections.ts";
import { stripeVersion } from "../version.ts";

/** An event, with the object as it was at that moment. */
export function event(of: {
  id: string;
  created: number;
  type: string;
  object: unknown;
  /** The former values of what changed; Stripe tells them only in events called `*.updated`. */
  previous?: Record<string, unknown> | undefined;
}): StripeObject {
  return {
    id: of.id,
    object: "event",
    api_version: stripeVersion,
    created: of.created,
    data: { object: of.object, ...(of.type.endsWith(".updated") && { previous_attributes: of.previous }) },
    livemode: false,
    pending_webhooks: 0,
    request: { id: null, idempotency_key: null },
    type: of.type,
  };
}
