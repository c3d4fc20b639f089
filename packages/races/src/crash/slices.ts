import type { Connection } from "@sincro/sources";
import { stripeSource } from "@sincro/sources/stripe";
import { type DispatcherOptions, runSlice } from "@sincro/worker";
import { atOnce, oneByOne, streams } from "./protocol.ts";
import type { Stage } from "./stage.ts";

/** Slices in this process, for a dispatcher: a worker to which nothing happens but what `how` does to its provider. */
export function slices(
  { store, fake, provider, sideBySide }: Stage,
  how: Pick<Connection, "fetch" | "limits"> = {},
): DispatcherOptions["run"] {
  const connection = {
    credentials: { STRIPE_SECRET_KEY: fake.key },
    baseUrl: provider.url,
    pace: atOnce,
    ...how,
    limits: { backoffMs: 1, ...how.limits },
  };
  const source = sideBySide ? stripeSource : oneByOne;
  return (run, controls) => runSlice({ store, source, connection, run, streams, ...controls });
}
