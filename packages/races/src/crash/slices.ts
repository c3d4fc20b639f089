import type { Connection } from "@sincro/sources";
import { type DispatcherOptions, runSlice } from "@sincro/worker";
import { connectionOf, rateShare, sourceOf } from "./source-of.ts";
import type { Stage } from "./stage.ts";

/** Slices in this process, for a dispatcher: a worker to which nothing happens but what `how` does to its provider. */
export function slices(
  { store, provider, server, sideBySide }: Stage,
  how: Pick<Connection, "fetch" | "limits"> = {},
): DispatcherOptions["run"] {
  const { name, credentials, streams } = provider;
  const usual = connectionOf({ source: name, credentials, providerUrl: server.url });
  const connection = { ...usual, ...how, limits: { ...usual.limits, ...how.limits } };
  const source = sourceOf({ source: name, sideBySide });
  return (run, controls) => runSlice({ store, source, connection, run, streams, rateShare, ...controls });
}
