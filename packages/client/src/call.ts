import { ApiError } from "./api-error.ts";
import { isObject } from "./check.ts";
import { basePath } from "./routes.ts";

/** How a client reaches the functions. */
export interface ClientOptions {
  /** The installation's origin, e.g. `https://abc.supabase.co`; empty (the default) for the page's own. */
  readonly baseUrl?: string | undefined;
  /** The bearer token, or how to get the current one; none when a session cookie signs in. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** The request function; the global one when absent. */
  readonly fetch?: typeof fetch | undefined;
  /** How long to wait for an answer, in milliseconds; 30 s when absent. */
  readonly timeoutMs?: number | undefined;
}

/** One request. `path` is below the functions' base path. */
export interface Call {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request; no answer at all is `unreachable`, unless the caller itself gave up. */
export async function send(options: ClientOptions, call: Call): Promise<Response> {
  const headers = new Headers({ accept: call.accept ?? "application/json" });
  const token = typeof options.token === "function" ? await options.token() : options.token;
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  if (call.body !== undefined) headers.set("content-type", "application/json");
  const request = options.fetch ?? fetch;
  try {
    return await request(`${(options.baseUrl ?? "").replace(/\/+$/, "")}${basePath}/${call.path}`, {
      method: call.method,
      headers,
      credentials: "same-origin",
      cache: "no-store",
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    });
  } catch (cause) {
    throw unanswered(cause, call.signal);
  }
}

/** What a request ended with that has no answer: `unreachable`, or the caller's own wish to stop, as it is. */
function unanswered(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted && !isTimeout(signal.reason)) return signal.reason;
  const detail = isTimeout(cause) ? "The functions did not answer in time." : "The functions cannot be reached.";
  return new ApiError("unreachable", { status: 0, detail, cause });
}

const isTimeout = (reason: unknown) => reason instanceof DOMException && reason.name === "TimeoutError";

/** The body of an answer; what is not JSON is not from the functions, whatever status it claims. */
export async function bodyOf(response: Response, signal?: AbortSignal): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw unanswered(cause, signal);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw badAnswer(response.status, "is not JSON");
  }
}

/** The error of an answer that is not of the contract. */
export function badAnswer(status: number, what: string): ApiError {
  return new ApiError("bad_answer", {
    status,
    detail: `What answered (${status}) ${what}: it is not Sincro, or another version.`,
  });
}

/** The error that problem details stand for. */
export function problemError(response: Response, body: unknown): ApiError {
  if (!isObject(body) || typeof body.error !== "string") return badAnswer(response.status, "gave no problem details");
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new ApiError(body.error, {
    status: response.status,
    detail: typeof body.detail === "string" ? body.detail : body.error,
    body,
    retryAfterMs: Number.isFinite(wait) ? wait * 1000 : null,
  });
}
