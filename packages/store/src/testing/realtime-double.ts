import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify, SignJWT } from "jose";
import { Client, Pool } from "pg";
import { type WebSocket, WebSocketServer } from "ws";

/** A frame of Phoenix' protocol, version 2: join_ref, ref, topic, event, payload. */
type Frame = readonly [string | null, string | null, string, string, unknown];

interface Join {
  readonly config?: { readonly private?: boolean };
  readonly access_token?: string;
}

interface Message {
  readonly id: string;
  readonly topic: string;
  readonly event: string;
  readonly payload: object;
  readonly private: boolean;
  readonly extension: string;
}

/**
 * A double of Supabase Realtime, which no registry has: it speaks the real one's protocol to unmodified clients, for
 * broadcast from the database on private topics, over the stand-in tables of `realtimeStandIn`. As the real one it asks
 * the row security of `realtime.messages`, as the user, whether somebody may hear a topic.
 */
export interface RealtimeDouble {
  /** The project's address, as `createClient` takes it. */
  readonly url: string;
  /** What signs users' tokens: the project's JWT secret. */
  readonly jwtSecret: string;
  /** A user's token. */
  token(claims: object): Promise<string>;
  /** Breaks every connection, and lets nobody in until it is opened again. */
  cut(): void;
  reopen(): void;
  /** Closes every channel and keeps the connections, as when a token has expired. */
  dismiss(): void;
  /** Which messages are delivered; all when absent. */
  deliver: (message: Message) => boolean;
  /** How many clients have joined a topic. */
  joined(): number;
  close(): Promise<void>;
}

export async function startRealtimeDouble(adminUrl: string): Promise<RealtimeDouble> {
  const jwtSecret = crypto.randomUUID() + crypto.randomUUID();
  const secret = new TextEncoder().encode(jwtSecret);
  const pool = new Pool({ connectionString: adminUrl });
  const members = new Map<WebSocket, Map<string, string>>();
  let open = true;
  // One after the other: a leave that came after a join is not answered before it.
  let work = Promise.resolve();
  const next = (job: () => Promise<void>) => {
    work = work.then(job);
  };

  const http = createServer((_, response) => response.writeHead(404).end());
  const server = new WebSocketServer({ noServer: true });
  http.on("upgrade", (request: IncomingMessage, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://double");
    if (!open || pathname !== "/realtime/v1/websocket" || !searchParams.has("apikey")) return socket.destroy();
    server.handleUpgrade(request, socket, head, (client) => server.emit("connection", client));
  });
  server.on("connection", (client: WebSocket) => {
    members.set(client, new Map());
    client.on("close", () => members.delete(client));
    client.on("message", (text) => next(() => answer(client, JSON.parse(String(text)) as Frame)));
  });

  const send = (client: WebSocket, frame: Frame) => client.send(JSON.stringify(frame));

  async function answer(client: WebSocket, [join, ref, topic, event, payload]: Frame): Promise<void> {
    const reply = (status: "ok" | "error", response: object) =>
      send(client, [join, ref, topic, "phx_reply", { status, response }]);
    const topics = members.get(client);
    if (event === "heartbeat") return reply("ok", {});
    if (event === "phx_leave") {
      topics?.delete(topic);
      reply("ok", {});
      return send(client, [join, ref, topic, "phx_close", {}]);
    }
    if (event !== "phx_join") return;
    const { config, access_token } = payload as Join;
    const name = topic.replace(/^realtime:/, "");
    if (config?.private !== true || !(await mayHear(access_token, name))) {
      return reply("error", {
        reason: `Unauthorized: You do not have permissions to read from this Channel topic: ${name}`,
      });
    }
    topics?.set(topic, join ?? "");
    reply("ok", { postgres_changes: [] });
    send(client, [join, null, topic, "system", { extension: "system", status: "ok", channel: name, message: "ready" }]);
  }

  /** A message of the topic is written, looked for as the user, and taken back. */
  async function mayHear(token: string | undefined, topic: string): Promise<boolean> {
    const claims = await jwtVerify(token ?? "", secret).then(
      ({ payload }) => payload,
      () => null,
    );
    if (claims === null) return false;
    const db = await pool.connect();
    try {
      await db.query("begin");
      const probe = "insert into realtime.messages (topic, extension) values ($1, 'broadcast') returning id";
      const { rows } = await db.query<{ id: string }>(probe, [topic]);
      await db.query("select set_config('realtime.topic', $1, true)", [topic]);
      await db.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)]);
      await db.query(`set local role ${claims.role === "authenticated" ? "authenticated" : "anon"}`);
      const found = await db.query("select from realtime.messages where id = $1", [rows[0]?.id]);
      return found.rowCount === 1;
    } finally {
      await db.query("rollback");
      db.release();
    }
  }

  async function broadcast(id: string): Promise<void> {
    const { rows } = await pool.query<Message>("select * from realtime.messages where id = $1", [id]);
    const [message] = rows;
    if (message === undefined || message.extension !== "broadcast" || !double.deliver(message)) return;
    const payload = { type: "broadcast", event: message.event, payload: message.payload, meta: { id } };
    for (const [client, topics] of members) {
      const join = topics.get(`realtime:${message.topic}`);
      if (join !== undefined) send(client, [join, null, `realtime:${message.topic}`, "broadcast", payload]);
    }
  }

  const listener = new Client({ connectionString: adminUrl });
  await listener.connect();
  await listener.query("listen realtime_messages");
  listener.on("notification", ({ payload = "" }) => next(() => broadcast(payload)));
  await new Promise<void>((resolve) => void http.listen(0, "127.0.0.1", resolve));

  const hangUp = () => {
    for (const client of members.keys()) client.terminate();
  };
  const double: RealtimeDouble = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    jwtSecret,
    token: (claims) =>
      new SignJWT({ role: "authenticated", ...claims })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(secret),
    cut: () => {
      open = false;
      hangUp();
    },
    reopen: () => {
      open = true;
    },
    dismiss: () => {
      for (const [client, topics] of members) {
        for (const [topic, join] of topics) send(client, [join, null, topic, "phx_close", {}]);
        topics.clear();
      }
    },
    deliver: () => true,
    joined: () => [...members.values()].reduce((sum, topics) => sum + topics.size, 0),
    close: async () => {
      hangUp();
      http.closeAllConnections();
      http.close();
      await listener.end();
      await work;
      await pool.end();
    },
  };
  return double;
}
