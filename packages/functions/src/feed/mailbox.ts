import type { SyncRunRow } from "@sincro/machine";

/** What a listener is told. */
export type FeedEvent =
  | { readonly type: "hello"; readonly now: string; readonly version: string }
  | { readonly type: "run"; readonly run: SyncRunRow }
  | { readonly type: "trouble"; readonly error: string };

/** More waiting rows than this mean that nobody reads; the reader comes back and begins with the current rows. */
const mostWaiting = 2_000;

/** The events that wait for one listener: of each run only the newest row, so that a slow reader costs no memory. */
export interface Mailbox {
  put(event: FeedEvent): void;
  /** What waits, or what comes first; an empty list when nothing came in time; null when it is closed. */
  next(patienceMs: number): Promise<readonly FeedEvent[] | null>;
  close(): void;
}

export function createMailbox(onClose: () => void): Mailbox {
  const waiting = new Map<string, FeedEvent>();
  let closed = false;
  let wake = () => {};
  const close = () => {
    if (closed) return;
    closed = true;
    waiting.clear();
    wake();
    onClose();
  };
  return {
    close,
    put: (event) => {
      if (closed) return;
      waiting.set(event.type === "run" ? event.run.id : "state", event);
      if (waiting.size > mostWaiting) close();
      wake();
    },
    next: async (patienceMs) => {
      if (waiting.size === 0 && !closed) {
        await new Promise<void>((resolve) => {
          const alarm = setTimeout(resolve, patienceMs);
          wake = () => {
            clearTimeout(alarm);
            resolve();
          };
        });
      }
      const events = [...waiting.values()];
      waiting.clear();
      return closed ? null : events;
    },
  };
}
