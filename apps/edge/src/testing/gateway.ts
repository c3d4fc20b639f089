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
  /** Delivers every call for a slice twice from now on. */
  doubleHandOffs(): void;
  /** Holds the next request for this path of `/rest/v1` back: it reaches PostgREST when it is let go. */
  holdNext(path: string): Held;
  /** How many calls for slices reached a function. */
  handOffs(): number;
  close(): Promise<void>;
}

/** A request that is held back. */
interface Held {
  /** Resolves when it has come. */
  readonly come: Promise<void>;
  letGo(): void;
}

/** Starts it. @param rest the address of what leads to PostgREST */
export async function startGateway(rest: string): Promise<Gateway> {
  let functions: number | undefined;
  let toLose = 0;
  let handOffs = 0;
  let doubling = false;
  const holds: { path: string; come(): void; gone: Promise<void> }[] = [];

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
    const at = holds.findIndex(({ path }) => url.split("?")[0] === `/rest/v1/${path}`);
    if (at >= 0) {
      const [hold] = holds.splice(at, 1);
      hold?.come();
      await hold?.gone;
    }
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
    if (handOff && doubling) {
      const { method, headers } = incoming;
      request(`http://127.0.0.1:${functions}${url}`, { method, headers, agent: false }, (twin) => twin.resume()).end();
    }
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
    doubleHandOffs: () => {
      doubling = true;
    },
    holdNext: (path) => {
      const [come, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      holds.push({ path, come: come.resolve, gone: gone.promise });
      return { come: come.promise, letGo: gone.resolve };
    },
    handOffs: () => handOffs,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
