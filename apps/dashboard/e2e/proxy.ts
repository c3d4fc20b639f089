import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A network between the page and its server, which a test can cut. */
export interface Network {
  readonly origin: string;
  /** Breaks every connection, and takes no new one. */
  cut(): void;
  mend(): void;
  /** Says something on every live stream, as if the server had said it. */
  say(event: string, data: unknown): void;
  close(): Promise<void>;
}

/** Stands between the page and a server; everything passes as it is. */
export async function networkTo(server: string): Promise<Network> {
  const { hostname, port } = new URL(server);
  const sockets = new Set<Socket>();
  const streams = new Set<ServerResponse>();
  let broken = false;

  function pass(incoming: IncomingMessage, outgoing: ServerResponse) {
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers });
    onward.on("response", (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      if (answer.headers["content-type"]?.startsWith("text/event-stream")) streams.add(outgoing);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => {
      streams.delete(outgoing);
      onward.destroy();
    });
    incoming.pipe(onward);
  }

  const between = createServer(pass);
  between.on("connection", (socket) => {
    if (broken) return socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    return socket;
  });
  between.listen(0, "127.0.0.1");
  await once(between, "listening");
  return {
    origin: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
    cut() {
      broken = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      broken = false;
    },
    say(event, data) {
      for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    async close() {
      const closed = once(between, "close");
      between.close();
      between.closeAllConnections();
      await closed;
    },
  };
}
