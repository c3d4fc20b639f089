import { type ApiError, isApiError } from "../api-error.ts";
import type { StreamEvent } from "../types.ts";

/** The first wait before connecting again, and the longest, in milliseconds. */
const waits = { first: 500, longest: 10_000 };

/** Answers that another attempt would not change: sign in, or look at what was called. */
const isFinal = (error: ApiError) =>
  error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429;

/**
 * Follows one connection after the other, whatever carries them, for as long as the signal allows: each that ends or
 * breaks is told as `down`, and the next begins after a wait that grows until one says `hello`.
 *
 * @param connect opens a connection, which ends by itself when the signal aborts
 * @throws ApiError when a connection's answer will not change by itself (401, 403, 404)
 */
export async function* keepFollowing(
  connect: () => AsyncIterable<StreamEvent>,
  signal?: AbortSignal,
): AsyncGenerator<StreamEvent, void> {
  let failures = 0;
  while (!signal?.aborted) {
    let error = "closed";
    try {
      for await (const event of connect()) {
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
