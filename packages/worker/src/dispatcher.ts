import type { SyncRunRow } from "@sincro/machine";
import { type Clock, monotonicClock } from "./clock.ts";
import type { SliceOptions } from "./options.ts";
import type { SliceOutcome } from "./outcome.ts";

/** What a dispatcher hands to each slice: spread it into the options of `runSlice` or `withRun`. */
export type SliceControls = Required<Pick<SliceOptions, "signal" | "drain" | "nudges">>;

/** What a dispatcher needs. */
export interface DispatcherOptions {
  /** Runs one slice of a run. */
  readonly run: (run: SyncRunRow, controls: SliceControls) => Promise<SliceOutcome>;
  /** How many slices at once; 4 when absent. */
  readonly concurrency?: number | undefined;
  /** Told how each slice was left. Must not throw. */
  readonly onOutcome?: ((outcome: SliceOutcome) => void) | undefined;
  /** Told what `run` threw: a mistake in it, for slices answer and do not throw. Must not throw. */
  readonly onError: (error: unknown) => void;
  /** For tests: how time is measured. */
  readonly clock?: Clock | undefined;
}

/** Runs slices in this process, one after the other for each run. */
export interface Dispatcher {
  /** Calls a worker for a run that is due. Doubled calls are harmless: a run has one slice at a time here. */
  dispatch(run: SyncRunRow): void;
  /** Has the run's slice ask at once whether it still holds the run: after a cancel, so that it stops without delay. */
  nudge(runId: string): void;
  /** Resolves when no slice is running, queued or waited for. */
  idle(): Promise<void>;
  /**
   * Hands everything over: slices yield after the page in flight, and at once when that takes longer than `drainMs`
   * (10 s when absent). Resolves when the last has let go. Runs that only waited are found by the sweep of others.
   */
  stop(options?: { readonly drainMs?: number | undefined }): Promise<void>;
}

/** The longest wait that timers of JavaScript keep; what is due later is the sweep's to find. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Creates a {@link Dispatcher}. It follows each run by itself, from slice to slice, by what the outcomes say. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { run, concurrency = 4, onOutcome, onError, clock = monotonicClock } = options;
  const waiting = new Map<string, () => void>();
  const queued = new Map<string, SyncRunRow>();
  const running = new Map<string, { readonly nudges: EventTarget; again?: SyncRunRow }>();
  const waiters = new Set<() => void>();
  const halt = new AbortController();
  const drain = new AbortController();

  function dispatch(row: SyncRunRow): void {
    if (drain.signal.aborted) return;
    const slice = running.get(row.id);
    if (slice !== undefined) {
      slice.again = row;
      return;
    }
    forget(row.id);
    queued.set(row.id, row);
    pump();
  }

  function dispatchIn(ms: number, row: SyncRunRow): void {
    if (ms > LONGEST_TIMER_MS || drain.signal.aborted) return;
    forget(row.id);
    waiting.set(
      row.id,
      clock.after(ms, () => dispatch(row)),
    );
  }

  function forget(runId: string): void {
    waiting.get(runId)?.();
    waiting.delete(runId);
  }

  function pump(): void {
    for (const [id, row] of queued) {
      if (running.size >= concurrency) return;
      queued.delete(id);
      void perform(row);
    }
  }

  async function perform(row: SyncRunRow): Promise<void> {
    const slice: { readonly nudges: EventTarget; again?: SyncRunRow } = { nudges: new EventTarget() };
    running.set(row.id, slice);
    let dueInMs: number | undefined;
    try {
      const outcome = await run(row, { signal: halt.signal, drain: drain.signal, nudges: slice.nudges });
      if ("dueInMs" in outcome) dueInMs = outcome.dueInMs;
      onOutcome?.(outcome);
    } catch (error) {
      onError(error);
    }
    running.delete(row.id);
    if (dueInMs !== undefined) dispatchIn(dueInMs, row);
    else if (slice.again !== undefined) dispatch(slice.again);
    pump();
    settle();
  }

  function settle(): void {
    if (waiting.size + queued.size + running.size > 0) return;
    for (const resolve of waiters) resolve();
    waiters.clear();
  }

  function idle(): Promise<void> {
    return new Promise((resolve) => {
      waiters.add(resolve);
      settle();
    });
  }

  async function stop({ drainMs = 10_000 } = {}): Promise<void> {
    drain.abort();
    for (const cancel of waiting.values()) cancel();
    waiting.clear();
    queued.clear();
    const cancelHalt = clock.after(drainMs, () => halt.abort());
    await idle();
    cancelHalt();
  }

  return {
    dispatch,
    nudge: (runId) => void running.get(runId)?.nudges.dispatchEvent(new Event("nudge")),
    idle,
    stop,
  };
}
