import { ApiError } from "@sincro/client";
import type { ChannelCalls, RealtimeCalls } from "./realtime-like.ts";

/** The private topic on which the database broadcasts the changes of runs. */
const topic = "sincro:runs";
/** The event that it broadcasts. */
const event = "run";
const options = { config: { private: true, broadcast: { self: false, ack: false, replication_ready: true } } };

/** What comes by a channel. */
type Heard =
  /** From here on nothing is missed. */
  | { readonly type: "ready" }
  | { readonly type: "message"; readonly payload: unknown }
  /** Nothing comes until the next `ready`: supabase-js connects and joins again by itself. */
  | { readonly type: "broken"; readonly why: string }
  /** Messages did not come that should have; see `Told`. */
  | { readonly type: "silent" };

/** One subscription, until the server closes it or the signal aborts. */
export interface Channel {
  /** @throws ApiError `unreachable` when it was closed for good: the next one is a new channel's */
  heard(): AsyncGenerator<Heard, void>;
  /** Puts something among what is heard. */
  say(heard: Heard): void;
}

/**
 * A channel that is opened when it is first listened to, with the token of that moment, and left when the listener
 * leaves.
 *
 * @param patienceMs how long it may take until the first answer
 */
export function createChannel(supabase: RealtimeCalls, patienceMs: number, signal: AbortSignal | undefined): Channel {
  const waiting: (Heard | Error | null)[] = [];
  let wake = () => {};
  const put = (item: Heard | Error | null) => {
    waiting.push(item);
    wake();
  };
  const stop = () => put(null);

  let channel: ChannelCalls | undefined;
  let left = false;

  async function join(): Promise<void> {
    // Without this a page's first join could go out before its session is known, as an anonymous user's.
    await supabase.realtime.setAuth();
    if (left) return;
    channel = supabase.channel(topic, options);
    channel
      .on("broadcast", { event }, ({ payload }) => put({ type: "message", payload }))
      // A server that has to connect to the log first says when it has: what changed until then is read once more.
      .on("system", {}, ({ extension, status }) => {
        if (extension === "system") put(status === "ok" ? { type: "ready" } : broken("no connection to its log"));
      })
      .subscribe((status, error) => {
        if (status === "SUBSCRIBED") put({ type: "ready" });
        else if (status === "CLOSED") put(closed("closed"));
        else put(broken(error?.message ?? status));
      });
  }

  async function* heard(): AsyncGenerator<Heard, void> {
    if (signal?.aborted) return;
    signal?.addEventListener("abort", stop);
    const alarm = setTimeout(() => put(broken("no answer in time")), patienceMs);
    join().catch((error: unknown) => put(closed(String(error))));
    try {
      for (;;) {
        const next = waiting.shift();
        if (next === null) return;
        if (next instanceof Error) throw next;
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        clearTimeout(alarm);
        yield next;
      }
    } finally {
      left = true;
      clearTimeout(alarm);
      signal?.removeEventListener("abort", stop);
      // A channel that is still being left would be handed out again for the same topic, and never joined.
      if (channel !== undefined) await supabase.removeChannel(channel);
    }
  }

  return { heard, say: put };
}

function broken(why: string): Heard {
  return { type: "broken", why };
}

function closed(why: string): ApiError {
  return new ApiError("unreachable", { status: 0, detail: `Realtime: ${why}` });
}
