import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { basePath } from "@sincro/client";
import type { Functions } from "@sincro/functions";
import { toNodeHandler } from "srvx/node";
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

/**
 * Serves the functions, the page and the health of the process on one address.
 *
 * @throws PortTaken
 */
export async function listen(
  { functions, page, health }: Served,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const answer = (request: Request) =>
    new URL(request.url).pathname.startsWith(`${basePath}/`)
      ? functions(request)
      : (health?.(request) ?? page(request));
  const server = createServer(toNodeHandler(answer) as RequestListener);
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
