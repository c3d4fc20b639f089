import type { Connection } from "@sincro/sources";
import { type DispatcherOptions, runSlice } from "@sincro/worker";
import { oneByOne, streams } from "./protocol.ts";
import type { Stage } from "./stage.ts";

/** Slices in this process, for a dispatcher: a worker to which nothing happens but what `how` does to its provider. */
export function slices(
  { store, fake, provider }: Stage,
  how: Pick<Connection, "fetch" | "limits"> = {},
): DispatcherOptions["run"] {
  const connection = {
    credentials: { STRIPE_SECRET_KEY: fake.key },
    baseUrl: provider.url,
    ...how,
    limits: { backoffMs: 1, ...how.limits },
  };
  return (run, controls) => runSlice({ store, source: oneByOne, connection, run, streams, ...controls });
}
