import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { basePath } from "@sincro/client";
import type { Functions } from "@sincro/functions";
import { toNodeHandler } from "srvx/node";
import { type GuardOptions, guarded } from "./guard.ts";
import type { Health } from "./health.ts";

/** A listening installation. */
export interface Listening {
  /** Without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** The port is somebody else's. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
  readonly code = "port_taken";

  constructor(host: string, port: number) {
    super(`Port ${port} of ${host} is in use: set SINCRO_PORT to another one.`);
  }
}

/** What is served. */
export interface Served {
  readonly functions: Functions;
  readonly page: (request: Request) => Response;
  /** Answers before the page does, where it knows the path. */
  readonly health?: Health | undefined;
}

/** Where, and for whom. */
interface Address extends Partial<GuardOptions> {
  readonly host: string;
  readonly port: number;
  /** How long a request may take to arrive, in milliseconds. */
  readonly patienceMs?: number | undefined;
}

/** A request that trickles in holds a connection: its head may take this long, all of it three times that. */
const patienceMs = 10_000;
/** More connections than this are closed at once: each holds memory, and a page needs one. */
const mostConnections = 1_000;

/**
 * Serves the functions, the page and the health of the process on one address.
 *
 * @throws PortTaken
 */
export async function listen(
  { functions, page, health }: Served,
  { host, port, allowedOrigins = [], ...more }: Address,
): Promise<Listening> {
  const answer = guarded(
    (request) =>
      new URL(request.url).pathname.startsWith(`${basePath}/`)
        ? functions(request)
        : (health?.(request) ?? page(request)),
    { ...more, allowedOrigins },
  );
  const patience = more.patienceMs ?? patienceMs;
  const limits = {
    headersTimeout: patience,
    requestTimeout: 3 * patience,
    connectionsCheckingInterval: Math.min(patience, 5_000),
    maxHeaderSize: 16_384,
  };
  const server = createServer(limits, toNodeHandler(answer) as RequestListener);
  server.maxConnections = mostConnections;
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EADDRINUSE" ? new PortTaken(host, port) : error;
  }
  const shown = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return {
    origin: `http://${shown}:${port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
