import type { Json } from "@sincro/machine";
import ky from "ky";
import { isSourceError, SourceError } from "../errors.ts";
import type { Connection } from "../source.ts";
import { attempt, type ReadAnswer } from "./attempt.ts";
import { type RequestLimits, requestLimits } from "./limits.ts";
import { createPatience } from "./patience.ts";
import { type Redact, redactor } from "./redact.ts";
import type { ReadProblem } from "./refusal.ts";
import { TimeIsOver, within } from "./within.ts";

/** How to talk to one provider. */
export interface ClientOptions {
  /** The provider's name as people write it. */
  readonly title: string;
  /** Where its API is; a path and a closing slash are allowed. */
  readonly baseUrl: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Headers that have to be fetched first, such as a token's; asked before each request. After an answer 401 it is
   * asked once more with `refused`, the headers that were: another token may be taken. What they carry is secret too.
   */
  readonly authorize?: ((refused: Headers | null) => Promise<Readonly<Record<string, string>>>) | undefined;
  /** What must not appear in any message. */
  readonly secrets: readonly string[];
  readonly readProblem: ReadProblem;
  /** What the provider counts requests to `path` as; the path itself when absent. */
  readonly endpointOf?: ((path: string) => string) | undefined;
  readonly connection: Pick<Connection, "signal" | "fetch" | "limits" | "pace">;
}

/** A way to a provider that is patient within its limits and speaks in {@link SourceError}s. */
export interface Client {
  /**
   * Asks for `path`. Failures that may pass are tried again, with backoff and not before the provider allows it.
   *
   * @throws SourceError what became of the last attempt; the signal's reason when it was aborted
   */
  get<T>(path: string, query: Query, read: ReadAnswer<T>): Promise<T>;
  /** Likewise, with a body; only for requests that change nothing, such as a search. */
  post<T>(path: string, body: Json | URLSearchParams, read: ReadAnswer<T>): Promise<T>;
}

/** Parameters in the order in which they are sent; those that are undefined are not. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** How long to let a provider rest that says "too many" and not how long, in milliseconds. */
const restMs = 30_000;

interface Ask {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: Query;
  readonly body?: Json | URLSearchParams;
}

/** Makes a {@link Client}; requests go through the connection's `fetch`. */
export function createClient(options: ClientOptions): Client {
  const { title, baseUrl, headers, secrets, readProblem, connection } = options;
  const { authorize, endpointOf = (path) => path } = options;
  const { signal, pace, fetch: send = fetch } = connection;
  const limits: RequestLimits = { ...requestLimits, ...connection.limits };
  const known = new Set(secrets);
  // Made only for a failure: what is secret may have come with a token meanwhile.
  const redact: Redact = (text) => redactor([...known])(text);

  /** Turns that were too far away: the provider was not asked, so nobody need rest, and no wait of here is enough. */
  const turnless = new WeakSet<SourceError>();

  async function turn(endpoint: string): Promise<void> {
    try {
      await pace?.turn(endpoint, limits.maxWaitMs, signal);
    } catch (error) {
      if (isSourceError(error)) turnless.add(error);
      throw error;
    }
  }

  async function credentials(refused: Headers | null): Promise<Readonly<Record<string, string>>> {
    const found = (await authorize?.(refused)) ?? {};
    for (const value of Object.values(found)) known.add(value.replace(/^\w+ /, ""));
    return found;
  }

  async function request<T>({ method, path, query = {}, body }: Ask, read: ReadAnswer<T>): Promise<T> {
    const what = `${title}: ${method} ${path}`;
    const endpoint = endpointOf(path);
    const parts = { what, send, read, readProblem, redact };
    const patience = createPatience(limits);
    const answers = new WeakMap<Response, { value: T }>();
    let waitMs: number | null = 0;

    /** One attempt within its time; the wait for its turn is not of that. */
    async function timed(made: Request): Promise<T> {
      await turn(endpoint);
      try {
        return await within(signal, limits.timeoutMs, (stop) => attempt(made, { ...parts, signal: stop }));
      } catch (error) {
        if (!(error instanceof TimeIsOver)) throw error;
        const words = `${what} got no answer within ${limits.timeoutMs} ms`;
        throw new SourceError("provider_unreachable", words, { retryable: true });
      }
    }

    /** A token that is refused is changed once. */
    async function authorized(made: Request): Promise<T> {
      if (!authorize) return timed(made);
      const first = withHeaders(made.clone(), await credentials(null));
      try {
        return await timed(first);
      } catch (error) {
        if (!isSourceError(error) || error.code !== "credentials_refused") throw error;
        return timed(withHeaders(made, await credentials(first.headers)));
      }
    }

    async function mayRetry(error: unknown): Promise<boolean> {
      waitMs = error instanceof SourceError && !turnless.has(error) ? patience(error) : null;
      if (isSourceError(error) && error.code === "rate_limited" && !turnless.has(error)) {
        await pace?.rest(endpoint, error.retryAfterMs ?? waitMs ?? restMs);
      }
      return waitMs !== null;
    }

    try {
      const response = await ky(addressOf(baseUrl, path, query), {
        method,
        headers,
        signal,
        ...(body instanceof URLSearchParams ? { body } : body !== undefined && { json: body }),
        timeout: false,
        async fetch(made) {
          const done = new Response(null, { status: 204 });
          answers.set(done, { value: await authorized(made as Request) });
          return done;
        },
        retry: {
          limit: limits.retries,
          methods: ["get", "post"],
          shouldRetry: ({ error }) => mayRetry(error),
          delay: () => waitMs ?? 0,
        },
      });
      return (answers.get(response) as { value: T }).value;
    } catch (error) {
      signal.throwIfAborted();
      throw withRest(error);
    }
  }

  return {
    get: (path, query, read) => request({ method: "GET", path, query }, read),
    post: (path, body, read) => request({ method: "POST", path, body }, read),
  };
}

function withHeaders(request: Request, headers: Readonly<Record<string, string>>): Request {
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  return request;
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
