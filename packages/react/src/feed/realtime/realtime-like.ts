/**
 * A client of supabase-js, whatever tables it was typed with. A shape and not their class: this package brings no
 * version of theirs along, and a page that does not use Realtime has none of it in its bundle.
 */
export interface RealtimeLike {
  readonly realtime: { setAuth(): Promise<void> };
  channel(topic: string, options: never): unknown;
  removeChannel(channel: never): Promise<unknown>;
}

/** What `subscribe` tells: `SUBSCRIBED`, and every way in which that can end. */
type ChannelStatus = "SUBSCRIBED" | "TIMED_OUT" | "CLOSED" | "CHANNEL_ERROR";

/** What is called of a channel. */
export interface ChannelCalls {
  on(
    type: "broadcast",
    filter: { readonly event: string },
    heard: (message: { readonly payload?: unknown }) => void,
  ): ChannelCalls;
  on(type: "system", filter: object, heard: (message: SystemMessage) => void): ChannelCalls;
  subscribe(tell: (status: ChannelStatus, error?: Error) => void): unknown;
}

/** What the server says about the channel itself. */
interface SystemMessage {
  readonly extension?: unknown;
  readonly status?: unknown;
}

/** What is called of a client. */
export interface RealtimeCalls {
  readonly realtime: { setAuth(): Promise<void> };
  channel(topic: string, options: { readonly config: object }): ChannelCalls;
  removeChannel(channel: ChannelCalls): Promise<unknown>;
}

/** Their types follow the project's tables, of which nothing is known here. */
export function callsOf(client: RealtimeLike): RealtimeCalls {
  return client as unknown as RealtimeCalls;
}
