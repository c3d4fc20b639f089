import { afterEach, expect, it } from "vitest";
import { listen, type RunningServer } from "./listen.ts";
import { ConnectionClosed } from "./misbehave.ts";

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

it("carries method, path, headers and body there, and the answer back", async () => {
  server = await listen(async (request) => {
    const said = [request.method, new URL(request.url).search, request.headers.get("x-said"), await request.text()];
    return Response.json(said, { status: 201, headers: { "x-answer": "yes" } });
  });
  const response = await fetch(`${server.url}/a?b=c`, {
    method: "POST",
    headers: { "x-said": "hola" },
    body: "¿qué tal?",
  });
  expect([response.status, response.headers.get("x-answer"), await response.json()]).toEqual([
    201,
    "yes",
    ["POST", "?b=c", "hola", "¿qué tal?"],
  ]);
});

it("aborts the request's signal when the client goes away", async () => {
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  server = await listen((request) => {
    arrive();
    return new Promise((_, reject) =>
      request.signal.addEventListener("abort", () => {
        resolve();
        reject(request.signal.reason);
      }),
    );
  });
  const client = new AbortController();
  const answer = fetch(server.url, { signal: client.signal });
  await arrived;
  client.abort();
  await expect(answer).rejects.toThrow();
  await aborted;
});

it("does not abort when the answer was sent whole", async () => {
  const signals: AbortSignal[] = [];
  server = await listen(({ signal }) => {
    signals.push(signal);
    return new Response("done");
  });
  await (await fetch(server.url)).text();
  await server.close();
  server = undefined;
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
});

it("closes the socket for a handler that says so", async () => {
  server = await listen(() => Promise.reject(new ConnectionClosed()));
  await expect(fetch(server.url)).rejects.toThrow("fetch failed");
});

it("answers 500 and says why when the handler itself is broken", async () => {
  server = await listen(() => Promise.reject(new TypeError("oops")));
  const response = await fetch(server.url);
  expect([response.status, await response.text()]).toEqual([500, "the fake itself failed: TypeError: oops"]);
});

it("rejects when the port is taken", async () => {
  server = await listen(() => new Response());
  await expect(listen(() => new Response(), { port: Number(new URL(server.url).port) })).rejects.toThrow("EADDRINUSE");
});

it("frees the port at close, whoever is still waiting", async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const running = await listen(() => {
    arrive();
    return new Promise<Response>(() => {});
  });
  const answer = fetch(running.url).catch((error: Error) => error.message);
  await arrived;
  await running.close();
  expect(await answer).toBe("fetch failed");
  server = await listen(() => new Response(), { port: Number(new URL(running.url).port) });
});
