import ky, { isTimeoutError } from "ky";
import { SourceError } from "../errors.ts";
import type { Connection } from "../source.ts";
import { attempt, type ReadAnswer } from "./attempt.ts";
import { type RequestLimits, requestLimits } from "./limits.ts";
import { createPatience } from "./patience.ts";
import { redactor } from "./redact.ts";
import type { ReadProblem } from "./refusal.ts";

/** How to talk to one provider. */
export interface ClientOptions {
  /** The provider's name as people write it. */
  readonly title: string;
  /** Where its API is; a path and a closing slash are allowed. */
  readonly baseUrl: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What must not appear in any message. */
  readonly secrets: readonly string[];
  readonly readProblem: ReadProblem;
  readonly connection: Pick<Connection, "signal" | "fetch" | "limits">;
}

/** A way to a provider that is patient within its limits and speaks in {@link SourceError}s. */
export interface Client {
  /**
   * Asks for `path`. Failures that may pass are tried again, with backoff and not before the provider allows it.
   *
   * @throws SourceError what became of the last attempt; the signal's reason when it was aborted
   */
  get<T>(path: string, query: Query, read: ReadAnswer<T>): Promise<T>;
}

/** Parameters in the order in which they are sent; those that are undefined are not. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** How long to let a provider rest that says "too many" and not how long, in milliseconds. */
const restMs = 30_000;

/** Makes a {@link Client}; requests go through the connection's `fetch`. */
export function createClient({ title, baseUrl, headers, secrets, readProblem, connection }: ClientOptions): Client {
  const { signal, fetch: send = fetch } = connection;
  const limits: RequestLimits = { ...requestLimits, ...connection.limits };
  const redact = redactor(secrets);

  async function get<T>(path: string, query: Query, read: ReadAnswer<T>): Promise<T> {
    const what = `${title}: GET ${path}`;
    const parts = { what, send, read, readProblem, redact };
    const patience = createPatience(limits);
    const answers = new WeakMap<Response, { value: T }>();
    let waitMs: number | null = 0;

    function ownError(error: unknown): unknown {
      if (!isTimeoutError(error)) return error;
      return new SourceError("provider_unreachable", `${what} got no answer within ${limits.timeoutMs} ms`, {
        retryable: true,
      });
    }

    try {
      const response = await ky.get(addressOf(baseUrl, path, query), {
        headers,
        signal,
        timeout: limits.timeoutMs,
        async fetch(request) {
          const done = new Response(null, { status: 204 });
          answers.set(done, { value: await attempt(request as Request, parts) });
          return done;
        },
        retry: {
          limit: limits.retries,
          shouldRetry({ error }) {
            const failure = ownError(error);
            waitMs = failure instanceof SourceError ? patience(failure) : null;
            return waitMs !== null;
          },
          delay: () => waitMs ?? 0,
        },
      });
      return (answers.get(response) as { value: T }).value;
    } catch (error) {
      signal.throwIfAborted();
      throw withRest(ownError(error));
    }
  }

  return { get };
}

function addressOf(baseUrl: string, path: string, query: Query): URL {
  const url = new URL(baseUrl.replace(/\/+$/, "") + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.append(name, String(value));
  }
  return url;
}

function withRest(error: unknown): unknown {
  if (!(error instanceof SourceError) || error.code !== "rate_limited" || error.retryAfterMs !== undefined)
    return error;
  const { code, message, retryable, providerCode } = error;
  return new SourceError(code, message, { retryable, retryAfterMs: restMs, providerCode });
}
