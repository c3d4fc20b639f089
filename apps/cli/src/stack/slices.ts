import { sliceRunner as runnerOf } from "@sincro/functions";
import type { SyncRunRow } from "@sincro/machine";
import type { RunStore } from "@sincro/store";
import { redact } from "@sincro/worker";
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
  const { sliceMs, rateShare } = home.config;
  return runnerOf({ store, connectionOf: providers.connectionOf, sliceMs, rateShare, ...tell });
}

/** An error in one line, without anything that must not be read. */
export function describe(error: unknown, home: Home): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return redact(text, home.config.secrets);
}
