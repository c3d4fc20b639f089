import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Fault } from "./faults.ts";

/** A stand-in for the gateway of a Supabase project, of which it has one thing: `/rest/v1` leads to PostgREST. */
export interface PrefixProxy {
  /** The project's URL, as supabase-js wants it. */
  readonly url: string;
  /** What becomes of the next requests, one each; later ones pass. */
  breakNext(...faults: readonly Fault[]): void;
  /** Resolves when the requests that were held back or left without an answer have been through PostgREST. */
  settled(): Promise<void>;
  /** How many requests came. */
  requests(): number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

const PREFIX = "/rest/v1";

function ask(socketPath: string, path: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { method, headers } = incoming;
  return new Promise((resolve, reject) => {
    const options = { socketPath, path, method, headers, agent: false };
    const asked = request(options, (answer) => {
      buffer(answer).then(
        (whole) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: whole }),
        reject,
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

function pass(response: ServerResponse, { status, headers, body }: Answer, cut = body.length): void {
  const { "transfer-encoding": _, connection: __, ...kept } = headers;
  response.writeHead(status, { ...kept, "content-length": body.length });
  if (cut === body.length) response.end(body);
  else response.write(body.subarray(0, cut), () => response.destroy());
}

/** Starts the proxy on a free port. @param socketPath where PostgREST listens */
export async function startPrefixProxy(socketPath: string): Promise<PrefixProxy> {
  const waiting: Fault[] = [];
  const behind: Promise<unknown>[] = [];
  let lateReady = Promise.withResolvers<void>();
  let count = 0;

  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    count += 1;
    const path = incoming.url ?? "";
    if (!path.startsWith(`${PREFIX}/`)) return response.writeHead(404).end();
    const fault = waiting.shift();
    const body = await buffer(incoming);
    const forward = () => ask(socketPath, path.slice(PREFIX.length), incoming, body);
    if (fault === undefined) {
      const whole = await forward();
      pass(response, whole);
      return lateReady.resolve();
    }
    if (fault === "cut before") return response.destroy();
    if (fault === "hang before") return undefined;
    if (fault === "late") {
      const { promise } = lateReady;
      behind.push(promise.then(forward));
      return response.destroy();
    }
    const done = forward();
    behind.push(done);
    const whole = await done;
    if (typeof fault === "number")
      return response.writeHead(fault, { "content-type": "text/html" }).end("<h1>Bad</h1>");
    if (fault === "cut answer") return response.destroy();
    if (fault === "cut in mid-answer") return pass(response, whole, whole.body.length >> 1);
    return undefined; // "hang after": the caller waits for what was done
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakNext: (...faults) => {
      lateReady = Promise.withResolvers<void>();
      waiting.push(...faults);
    },
    settled: async () => {
      await Promise.all(behind);
    },
    requests: () => count,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
