import type { SyncRunRow } from "@sincro/machine";
import { type SourceManifest, sourceNamed } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import { runSlice, type SliceOptions, type SliceOutcome, withRun } from "@sincro/worker";
import type { SourceConnection } from "./deps.ts";
import { spanned, type Tracer } from "./tracer.ts";

/** What slices of any source have in common. */
export interface SliceRunnerOptions
  extends Pick<SliceOptions, "sliceMs" | "allowance" | "onChange" | "onFault" | "clock" | "random"> {
  readonly store: RunStore;
  /** Asked for each slice: the credentials of the moment. */
  readonly connectionOf: (manifest: SourceManifest) => SourceConnection;
  /** The part of what a provider allows that is used. */
  readonly rateShare?: number | undefined;
  /** Gets a span for each slice; one of OpenTelemetry's fits. */
  readonly tracer?: Tracer | undefined;
}

/** What differs from slice to slice. */
export type SliceHow = Pick<SliceOptions, "signal" | "drain" | "nudges" | "sliceMs">;

/** Runs slices of any source. They never throw: how each was left is its answer. */
export function sliceRunner({ store, connectionOf, rateShare, tracer, ...always }: SliceRunnerOptions) {
  const slice = async (run: SyncRunRow, how: SliceHow): Promise<SliceOutcome> => {
    const source = sourceNamed(run.source);
    const found = source === undefined ? undefined : connectionOf(source.manifest);
    const options = { ...always, ...how };
    if (source === undefined || found === undefined || found.kind === "unconfigured") {
      // Its keys were taken away after the start: the run ends and says so, instead of waiting for ever.
      return withRun(store, run, () => Promise.reject(new SourceUnconfigured(run.source)), options);
    }
    return runSlice({ store, source, connection: found.connection, run, rateShare, ...options });
  };
  return (run: SyncRunRow, how: SliceHow = {}): Promise<SliceOutcome> => {
    const span = { name: "sync slice", attributes: { "sincro.source": run.source, "sincro.run": run.id } };
    return spanned(
      tracer,
      span,
      () => slice(run, how),
      ({ kind }) => ({ "sincro.outcome": kind }),
    );
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
