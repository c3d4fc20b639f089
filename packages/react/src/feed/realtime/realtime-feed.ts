import { isRun, keepFollowing, type StreamEvent } from "@sincro/client";
import type { RunFeed } from "../port.ts";
import { createChannel } from "./channel.ts";
import { callsOf, type RealtimeLike } from "./realtime-like.ts";
import { createTold, type Told } from "./told.ts";

/** How patient a feed is; for tests. */
export interface RealtimeFeedOptions {
  /** How long Realtime may take to let us in, in milliseconds; 15 s when absent. */
  readonly patienceMs?: number | undefined;
  /** How much later than a reading Realtime may tell the same, in milliseconds; 5 s when absent. */
  readonly graceMs?: number | undefined;
}

/**
 * A page's feed on Supabase: runs are read by the HTTP functions, and their changes come by Realtime, broadcast by the
 * database on a private topic. Where Realtime is absent, refuses, breaks or says nothing, its stream is `down`, and the
 * page reads every few seconds, as it does when a server's stream is; it says so in the same words.
 *
 * @param feed the client of the HTTP functions, with the same user's token
 * @param supabase a client of supabase-js that the page is signed in with
 * @example
 * ```ts
 * const supabase = createSupabaseClient(url, key)
 * const token = async () => (await supabase.auth.getSession()).data.session?.access_token ?? ""
 * const center = createSyncCenter(realtimeFeed(createClient({ baseUrl: url, token }), supabase))
 * ```
 */
export function realtimeFeed(feed: RunFeed, supabase: RealtimeLike, options: RealtimeFeedOptions = {}): RunFeed {
  const { patienceMs = 15_000, graceMs = 5_000 } = options;
  const listening = new Set<Told>();
  // One at a time: supabase-js has one channel for a topic.
  let before: Promise<unknown> = Promise.resolve();

  async function* connection(signal: AbortSignal | undefined): AsyncGenerator<StreamEvent, void> {
    const turn = before;
    let leave = () => {};
    before = new Promise<void>((resolve) => {
      leave = resolve;
    });
    await turn;
    const channel = createChannel(callsOf(supabase), patienceMs, signal);
    const told = createTold(graceMs, () => channel.say({ type: "silent" }));
    listening.add(told);
    try {
      yield* events(feed, channel.heard(), told, signal);
    } finally {
      listening.delete(told);
      told.close();
      leave();
    }
  }

  return {
    policy: feed.policy,
    run: feed.run,
    runs: async (request, given) => {
      const answer = await feed.runs(request, given);
      for (const told of listening) told.compare(answer.runs);
      return answer;
    },
    stream: ({ signal } = {}) => keepFollowing(() => connection(signal), signal),
  };
}

/** What is heard, in the words of a server's stream. */
async function* events(
  feed: RunFeed,
  channel: ReturnType<ReturnType<typeof createChannel>["heard"]>,
  told: Told,
  signal: AbortSignal | undefined,
): AsyncGenerator<StreamEvent, void> {
  const hello = async (): Promise<StreamEvent> => {
    const { now, version } = await feed.policy({ signal });
    told.open(now);
    return { type: "hello", now, version };
  };
  let silent = false;
  for await (const heard of channel) {
    if (heard.type === "broken" || heard.type === "silent") {
      if (heard.type === "broken") told.close();
      const error = heard.type === "broken" ? heard.why : "silent";
      if (heard.type === "broken" || !silent) yield { type: "down", error, retryInMs: 0 };
      silent = heard.type === "silent";
      continue;
    }
    if (heard.type === "ready") {
      yield await hello();
      continue;
    }
    const run = await runOf(feed, heard.payload, told, signal);
    if (run === null) continue;
    const whole = told.take(run.id, run.version);
    yield { type: "run", run };
    // It speaks again, or something got lost: `hello` has the page read everything once.
    if (silent || !whole) yield await hello();
    silent = false;
  }
}

/** The run of a message: in it, or, where it was too large for one, as it is now. Null for what is no news. */
async function runOf(feed: RunFeed, payload: unknown, told: Told, signal: AbortSignal | undefined) {
  if (typeof payload !== "object" || payload === null) return null;
  const { run, id, version } = payload as Readonly<Record<string, unknown>>;
  if (isRun(run)) return told.isNews(run.id, run.version) ? run : null;
  if (typeof id !== "string" || typeof version !== "number" || !told.isNews(id, version)) return null;
  return (await feed.run(id, { signal })).run;
}
