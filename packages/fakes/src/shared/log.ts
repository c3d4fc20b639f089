import type { FaultKind } from "./faults.ts";

/** One request as the provider saw it. No header is kept, so no credential can be. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** Parameters as sent (`"created[gte]"`); one that was sent more than once is a list. */
  readonly query: Readonly<Record<string, string | string[]>>;
  /** When it arrived, in real milliseconds since the epoch (never the fake's injected clock). */
  readonly at: number;
  /** `waiting` until answered; `aborted`: the client let go first; `closed`: the fake hung up. */
  outcome: "waiting" | "answered" | "aborted" | "closed";
  /** The answered HTTP status; null while there is none. */
  status: number | null;
  /** The fault that this request met, if any. */
  fault: FaultKind | null;
}

/** What a fake was asked, in order of arrival. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  /** Forgets everything so far. */
  clear(): void;
  /** Resolves as soon as `reached` holds; it is asked again at each arrival and each answer. */
  until(reached: (entries: readonly LoggedRequest[]) => boolean): Promise<void>;
}

/** The side that writes the log. */
export interface RequestLogWriter extends RequestLog {
  open(request: Request): LoggedRequest;
  settle(entry: LoggedRequest, end: Pick<LoggedRequest, "outcome" | "status">): void;
}

/** An empty log. */
export function createLog(): RequestLogWriter {
  const entries: LoggedRequest[] = [];
  const waiting = new Map<() => boolean, () => void>();

  function changed() {
    for (const [reached, resolve] of waiting) {
      if (!reached()) continue;
      waiting.delete(reached);
      resolve();
    }
  }

  return {
    entries,
    clear() {
      entries.length = 0;
    },
    until(reached) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(() => reached(entries), resolve);
      changed();
      return promise;
    },
    open(request) {
      const { pathname: path, searchParams } = new URL(request.url);
      const query: Record<string, string | string[]> = {};
      for (const key of new Set(searchParams.keys())) {
        const values = searchParams.getAll(key);
        query[key] = values.length === 1 ? (values[0] as string) : values;
      }
      const entry: LoggedRequest = {
        method: request.method,
        path,
        query,
        at: Date.now(),
        outcome: "waiting",
        status: null,
        fault: null,
      };
      entries.push(entry);
      changed();
      return entry;
    },
    settle(entry, end) {
      Object.assign(entry, end);
      changed();
    },
  };
}
