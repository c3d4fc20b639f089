import type { SyncRunRow } from "@sincro/machine";
import { isStoreError, type RunStore } from "@sincro/store";
import { createKnown } from "./known.ts";
import { createMailbox, type FeedEvent, type Mailbox } from "./mailbox.ts";

/** One listener's end of the feed: `hello` first, then the current rows, then every row whose version grows. */
export interface Listening extends Pick<Mailbox, "next"> {
  leave(): void;
}

/** The live rows of an installation, read once for however many listeners. */
export interface Feed {
  /** @throws StoreError when there is no database to begin with */
  listen(): Promise<Listening>;
  /** A row that this process has just written: told at once instead of at the next reading. */
  nudge(row: SyncRunRow): void;
  /** Ends every listener's stream. */
  close(): void;
}

/** Where the feed reads, and how often. */
export interface FeedOptions {
  readonly store: RunStore;
  /** The version that `hello` names. */
  readonly version: string;
  /** How often the database is read while anybody listens, in milliseconds. */
  readonly everyMs?: number | undefined;
  /** How many of the newest rows are shown besides the active ones. */
  readonly recent?: number | undefined;
  /** Told of what is not the store's to fail with. Must not throw. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/** The longest wait between readings while the database does not answer, in milliseconds. */
const longestWaitMs = 5_000;

/** One reader per process, at work only while anybody listens; it outlives any fault of the database. */
export function createFeed({ store, version, everyMs = 200, recent = 50, onFault }: FeedOptions): Feed {
  const listeners = new Set<Mailbox>();
  const known = createKnown();
  let reading = false;
  let faults = 0;
  let rest = () => {};

  const tell = (event: FeedEvent) => {
    for (const listener of listeners) listener.put(event);
  };
  const greet = async (): Promise<FeedEvent> => ({ type: "hello", now: (await store.status()).now, version });
  const read = async () => {
    try {
      const hello = faults > 0 ? await greet() : null;
      const grown = await known.refresh(store, recent);
      if (hello !== null) tell(hello);
      for (const run of grown) tell({ type: "run", run });
      faults = 0;
    } catch (error) {
      if (!isStoreError(error)) onFault?.(error);
      if (faults === 0) tell({ type: "trouble", error: isStoreError(error) ? error.code : "internal" });
      faults += 1;
    }
  };
  const readOn = async () => {
    reading = true;
    while (listeners.size > 0) {
      await read();
      const waitMs = Math.min(longestWaitMs, everyMs * 2 ** Math.min(faults, 10));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        rest = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    reading = false;
    known.clear();
  };

  return {
    listen: async () => {
      const hello = await greet();
      if (!reading) await known.refresh(store, recent);
      const mailbox = createMailbox(() => {
        listeners.delete(mailbox);
        if (listeners.size === 0) rest();
      });
      mailbox.put(hello);
      for (const run of known.rows()) mailbox.put({ type: "run", run });
      listeners.add(mailbox);
      if (!reading) void readOn();
      return { next: mailbox.next, leave: mailbox.close };
    },
    nudge: (run) => {
      if (listeners.size > 0 && known.take(run)) tell({ type: "run", run });
    },
    close: () => {
      for (const listener of [...listeners]) listener.close();
    },
  };
}
