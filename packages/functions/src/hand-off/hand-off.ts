import type { SyncRunRow } from "@sincro/machine";

/** What it takes to be called for a slice, by oneself over HTTP. */
export interface HandOff {
  /** Signs the calls. */
  readonly signingKey: string;
  /** Works on one slice, and sees to the next. Never throws. */
  readonly work: (run: SyncRunRow) => Promise<void>;
  /** Keeps the process for work that goes on after the answer. */
  readonly background: (work: Promise<unknown>) => void;
  /** Milliseconds since 1970; the process's clock when absent. */
  readonly now?: (() => number) | undefined;
}

/** Where a source's function takes its next slice, below the function's own name. */
export const continuePath = "continue";
