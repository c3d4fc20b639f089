import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { textOf } from "./json.ts";
import { ConnectionClosed, type Handler } from "./misbehave.ts";

/** A fake on a port of this machine. */
export interface RunningServer {
  /** For example `http://127.0.0.1:43117`; no slash at the end. */
  readonly url: string;
  /** Hangs up on everybody and frees the port. */
  close(): Promise<void>;
}

/** Where to listen: by default any free port of the loopback address. */
export interface ListenOptions {
  port?: number;
  host?: string;
}

/**
 * Serves a `Request → Response` handler over HTTP. A client that goes away aborts its request's signal; a handler
 * that throws {@link ConnectionClosed}, before or within the body, closes the socket.
 *
 * @throws the socket's error (`EADDRINUSE`, `EACCES`) when it cannot listen
 */
export async function listen(handler: Handler, { port = 0, host = "127.0.0.1" }: ListenOptions = {}) {
  const server = createServer((incoming, outgoing) => void exchange(handler, incoming, outgoing));
  server.listen(port, host);
  await once(server, "listening");
  const running: RunningServer = {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return running;
}

async function exchange(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse) {
  const gone = new AbortController();
  outgoing.on("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  try {
    const response = await handler(await toRequest(incoming, gone.signal));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    const text = textOf(response);
    if (text !== undefined) return void outgoing.end(text);
    for await (const chunk of response.body ?? []) await write(outgoing, chunk);
    outgoing.end();
  } catch (error) {
    if (error instanceof ConnectionClosed || gone.signal.aborted || outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(500, { "content-type": "text/plain" }).end(`the fake itself failed: ${error}`);
  }
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = "GET", url = "/", headers } = incoming;
  const bodyless = method === "GET" || method === "HEAD";
  return new Request(new URL(url, `http://${headers.host}`), {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: bodyless ? null : await buffer(incoming),
    signal,
  });
}

/** Resolves when the chunk has left for the socket: half a body must be on its way before the socket closes. */
function write(outgoing: ServerResponse, chunk: Uint8Array): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  outgoing.write(chunk, (error) => (error ? reject(error) : resolve()));
  return promise;
}
