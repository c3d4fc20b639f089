import type { SyncRunRow } from "@sincro/machine";
import { sourceNamed } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import { redact, runSlice, type SliceControls, type SliceOutcome, withRun } from "@sincro/worker";
import type { Home } from "./home.ts";
import type { Providers } from "./providers.ts";

interface SliceRunnerOptions {
  readonly store: RunStore;
  readonly providers: Providers;
  readonly home: Home;
  readonly onChange: (run: SyncRunRow) => void;
  readonly onFault: (error: unknown) => void;
}

/** Runs slices of any source, with the credentials of the moment. */
export function sliceRunner({ store, providers, home, ...tell }: SliceRunnerOptions) {
  return async (run: SyncRunRow, controls: SliceControls): Promise<SliceOutcome> => {
    const source = sourceNamed(run.source);
    const found = source === undefined ? undefined : providers.connectionOf(source.manifest);
    const how = { ...controls, ...tell, sliceMs: home.config.sliceMs };
    if (source === undefined || found === undefined || found.kind === "unconfigured") {
      // Its keys were taken away after the start: the run ends and says so, instead of waiting for ever.
      return withRun(store, run, () => Promise.reject(new SourceUnconfigured(run.source)), how);
    }
    return runSlice({ store, source, connection: found.connection, run, rateShare: home.config.rateShare, ...how });
  };
}

/** Fails a run whose source has no credentials any more; the worker reads `code` and `retryable`. */
class SourceUnconfigured extends Error {
  readonly code = "source_unconfigured";
  readonly retryable = false;

  constructor(source: string) {
    super(`The credentials of ${source} are missing on this server.`);
  }
}

/** An error in one line, without anything that must not be read. */
export function describe(error: unknown, home: Home): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return redact(text, home.config.secrets);
}
