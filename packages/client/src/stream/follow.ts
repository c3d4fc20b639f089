import { badAnswer, bodyOf, type ClientOptions, problemError, send } from "../call.ts";
import { routes } from "../routes.ts";
import type { StreamEvent } from "../types.ts";
import { keepFollowing } from "./keep-following.ts";
import { readStream } from "./read.ts";

/** The server pings every 15 s; three missed ones are a broken connection, in milliseconds. */
const silenceMs = 45_000;
/**
 * Follows the live stream for as long as the signal allows: every break is told as `down` and mended by a new
 * connection, which begins with `hello` and the current rows.
 *
 * @throws ApiError when the answer will not change by itself (401, 403, 404)
 */
export function followStream(options: ClientOptions, signal?: AbortSignal): AsyncGenerator<StreamEvent, void> {
  return keepFollowing(() => connection(options, signal), signal);
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
