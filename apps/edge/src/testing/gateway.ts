import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";

/** A stand-in for the gateway of a project: `/rest/v1` leads to PostgREST, `/functions/v1` to the functions. */
export interface Gateway {
  /** The project's address. */
  readonly url: string;
  /** Where the functions are from now on; nowhere when undefined. */
  route(port: number | undefined): void;
  /** Loses the next calls for slices, so many of them: they get no answer and reach nobody. */
  loseHandOffs(count: number): void;
  /** How many calls for slices reached a function. */
  handOffs(): number;
  close(): Promise<void>;
}

/** Starts it. @param rest the address of what leads to PostgREST */
export async function startGateway(rest: string): Promise<Gateway> {
  let functions: number | undefined;
  let toLose = 0;
  let handOffs = 0;

  const forward = async (incoming: IncomingMessage, response: ServerResponse, to: string) => {
    const { method, headers, url = "" } = incoming;
    const asked = request(`${to}${url}`, { method, headers, agent: false });
    const answered = once(asked, "response") as Promise<[IncomingMessage]>;
    incoming.pipe(asked);
    const [answer] = await answered;
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, response);
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url = "" } = incoming;
    if (url.startsWith("/rest/v1/")) return forward(incoming, response, rest);
    const handOff = url.endsWith("/continue");
    if (handOff && toLose > 0) {
      toLose -= 1;
      response.destroy();
      return;
    }
    if (functions === undefined || !url.startsWith("/functions/v1/")) {
      response.writeHead(503).end();
      return;
    }
    if (handOff) handOffs += 1;
    return forward(incoming, response, `http://127.0.0.1:${functions}`);
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    route: (port) => {
      functions = port;
    },
    loseHandOffs: (count) => {
      toLose = count;
    },
    handOffs: () => handOffs,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
