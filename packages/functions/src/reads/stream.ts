import type { Listening } from "../feed/feed.ts";
import type { FeedEvent } from "../feed/mailbox.ts";
import type { Handler } from "../http/call.ts";

/** How long a stream may be silent before a ping says that it lives, in milliseconds. */
const pingMs = 15_000;

/** The longest time that a timer can count, in milliseconds: 24 days. */
const longestMs = 2 ** 31 - 1;

const encoder = new TextEncoder();
const wire = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

function written(event: FeedEvent): string {
  if (event.type === "run") return wire("run", event.run);
  const { type, ...data } = event;
  return wire(type, data);
}

/** `GET sync-runs/stream`: the live rows as server-sent events, until the page leaves or its session ends. */
export const streamRuns: Handler = async ({ request, deps, operator }) => {
  const headers = { "content-type": "text/event-stream", "x-accel-buffering": "no" };
  if (request.method === "HEAD") return new Response(null, { headers });
  const listening = await deps.feed.listen();
  const leave = () => listening.leave();
  request.signal.addEventListener("abort", leave);
  if (request.signal.aborted) leave();
  const left = operator.expiresAt === null ? null : Date.parse(operator.expiresAt) - Date.now();
  const expiry = left === null ? undefined : setTimeout(leave, Math.min(left, longestMs));
  const done = () => {
    clearTimeout(expiry);
    request.signal.removeEventListener("abort", leave);
    leave();
  };
  return new Response(eventStream(listening, done), { headers });
};

/** Pulled by the reader: what waits is written at once, and a row that changed twice meanwhile only as it is now. */
function eventStream(listening: Listening, done: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const events = await listening.next(pingMs);
        if (events === null) {
          done();
          return controller.close();
        }
        const text = events.length === 0 ? wire("ping", {}) : events.map(written).join("");
        controller.enqueue(encoder.encode(text));
      },
      cancel: done,
    },
    { highWaterMark: 0 },
  );
}
