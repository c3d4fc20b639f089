import { defineSource } from "../define/define-source.ts";
import { manychatClient } from "./client.ts";
import { known } from "./known.ts";
import { lookups } from "./lookups.ts";

/**
 * ManyChat: its subscribers, as far as they can be known. There is no list of them, so a run looks up the people whom
 * the other sources know, and refreshes the subscribers that are there already; nothing is ever marked missing. The
 * window of a run does not matter: ManyChat does not say who changed when.
 *
 * Look-ups come first, and one stream after the other: whom a look-up found needs no refresh.
 */
export const manychatSource = defineSource({
  name: "manychat",
  title: "ManyChat",
  functionName: "sync-manychat",
  baseEnv: "MANYCHAT_API_BASE",
  credentials: [{ env: "MANYCHAT_API_KEY", secret: true }],
  rates: [
    { scope: "endpoint", requests: 50, perMs: 1_000, endpoint: "/fb/subscriber/findBySystemField" },
    { scope: "endpoint", requests: 10, perMs: 1_000, endpoint: "/fb/subscriber/getInfo" },
    { scope: "endpoint", requests: 100, perMs: 1_000, endpoint: "/fb/page/getInfo" },
  ],
  afterGroup: true,
  parallel: { perStream: 1, inAll: 1 },
  client: manychatClient,
  streams: { lookups, known },
  test: (client) => client.page(),
});
