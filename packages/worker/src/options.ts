import type { SyncRunRow } from "@sincro/machine";
import { type Clock, monotonicClock } from "./clock.ts";

/** So many pages, or pages with so many records in all: whichever comes first. What is then in flight is still committed. */
export interface Allowance {
  readonly pages: number;
  readonly records: number;
}

/** How a slice is run; all of it may be left out. */
export interface SliceOptions {
  /** The slice's budget in milliseconds, where the platform allows less than the policy's `sliceMs`. */
  readonly sliceMs?: number | undefined;
  /** How much a slice takes on before it hands the run back, where the platform meters CPU; without end when absent. */
  readonly allowance?: Allowance | undefined;
  /** Who holds the run: given when it was claimed together with its start, and else a fresh id. */
  readonly worker?: string | undefined;
  /** Aborted to hand the run over at once: requests in flight stop. */
  readonly signal?: AbortSignal | undefined;
  /** Aborted to hand the run over after the page in flight. */
  readonly drain?: AbortSignal | undefined;
  /** Dispatches `nudge` to have the slice ask at once whether it still holds the run, after a cancel for example. */
  readonly nudges?: EventTarget | undefined;
  /** Values that must not appear in stored errors. */
  readonly secrets?: readonly string[] | undefined;
  /** Called with the row after each change of it that this slice made or saw. Must not throw. */
  readonly onChange?: ((run: SyncRunRow) => void) | undefined;
  /** Called with each fault of the store, those that repeating overcame included. Must not throw. */
  readonly onFault?: ((error: unknown) => void) | undefined;
  /** For tests: how time is measured. */
  readonly clock?: Clock | undefined;
  /** For tests: the chance in waits, a number in [0, 1). */
  readonly random?: (() => number) | undefined;
}

/** What the parts of a slice share, defaults filled in. */
export interface Tools {
  readonly clock: Clock;
  readonly random: () => number;
  readonly secrets: readonly string[];
  readonly onChange: ((run: SyncRunRow) => void) | undefined;
  readonly onFault: ((error: unknown) => void) | undefined;
}

/** The options that say how, with their defaults. */
export function toolsOf({ clock, random, secrets, onChange, onFault }: SliceOptions): Tools {
  return { clock: clock ?? monotonicClock, random: random ?? Math.random, secrets: secrets ?? [], onChange, onFault };
}
