import { type ApiError, isApiError } from "../api-error.ts";
import { badAnswer, bodyOf, type ClientOptions, problemError, send } from "../call.ts";
import { routes } from "../routes.ts";
import type { StreamEvent } from "../types.ts";
import { readStream } from "./read.ts";

/** The server pings every 15 s; three missed ones are a broken connection, in milliseconds. */
const silenceMs = 45_000;
/** The first wait before connecting again, and the longest, in milliseconds. */
const waits = { first: 500, longest: 10_000 };

/** Answers that another attempt would not change: sign in, or look at what was called. */
const isFinal = (error: ApiError) =>
  error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429;

/**
 * Follows the live stream for as long as the signal allows: every break is told as `down` and mended by a new
 * connection, which begins with `hello` and the current rows.
 *
 * @throws ApiError when the answer will not change by itself (401, 403, 404)
 */
export async function* followStream(options: ClientOptions, signal?: AbortSignal): AsyncGenerator<StreamEvent, void> {
  let failures = 0;
  while (!signal?.aborted) {
    let error = "closed";
    try {
      for await (const event of connection(options, signal)) {
        if (event.type === "hello") failures = 0;
        yield event;
      }
    } catch (thrown) {
      if (signal?.aborted) return;
      if (isApiError(thrown) && isFinal(thrown)) throw thrown;
      error = isApiError(thrown) ? thrown.code : "unreachable";
    }
    if (signal?.aborted) return;
    const retryInMs = Math.min(waits.longest, waits.first * 2 ** failures) * (0.75 + Math.random() / 4);
    failures += 1;
    yield { type: "down", error, retryInMs };
    await wait(retryInMs, signal);
  }
}

async function* connection(options: ClientOptions, outer: AbortSignal | undefined): AsyncGenerator<StreamEvent, void> {
  const silent = new AbortController();
  const signal = outer === undefined ? silent.signal : AbortSignal.any([outer, silent.signal]);
  const listen = () => setTimeout(() => silent.abort(new DOMException("silence", "TimeoutError")), silenceMs);
  let alarm = listen();
  try {
    const call = { method: "GET", path: routes.stream, accept: "text/event-stream", signal } as const;
    const response = await send(options, call);
    if (!response.ok) throw problemError(response, await bodyOf(response, signal));
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!isStream || response.body === null) throw badAnswer(response.status, "is not an event stream");
    for await (const event of readStream(response.body)) {
      clearTimeout(alarm);
      alarm = listen();
      yield event;
    }
  } finally {
    clearTimeout(alarm);
    silent.abort();
  }
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
    signal?.addEventListener("abort", done);
  });
}
