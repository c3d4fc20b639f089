import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Post, PostFailed, post } from "./post.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A receiver on this machine, and what it received. */
async function receiver(answer: RequestListener = (_, response) => response.end("ok")) {
  const received: { headers: Record<string, unknown>; body: string; url: string }[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body, url: request.url ?? "" });
      answer(request, response);
    });
  });
  server.on("connection", () => (connections += 1));
  await once(server.listen(0, "127.0.0.1"), "listening");
  closing.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  return { port, host: `127.0.0.1:${port}`, received, connections: () => connections };
}

const sent = (url: string, more: Partial<Post> = {}) => post({ url, headers: {}, body: "{}", allow: [], ...more });
const failure = async (sending: Promise<void>) => {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PostFailed)) throw new Error(`it was sent, or broke: ${String(error)}`);
  return error;
};

describe("post", () => {
  it("sends body and headers to a host that is on the list", async () => {
    const { host, received } = await receiver();
    await sent(`http://${host}/hook?x=1`, { headers: { "webhook-id": "1" }, body: '{"a":"ñ"}', allow: [host] });
    expect(received).toMatchObject([
      { url: "/hook?x=1", body: '{"a":"ñ"}', headers: { "webhook-id": "1", "content-type": "application/json" } },
    ]);
  });

  it.each([
    "http://example.com/",
    "http://127.0.0.1:9/",
    "https://127.0.0.1:9/",
    "https://[::1]:9/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://[::ffff:127.0.0.1]/",
    "https://169.254.169.254/latest/",
  ])("%s is not sent to", async (url) => {
    const error = await failure(sent(url));
    expect([error.code, error.message]).toEqual(["not_allowed", expect.stringContaining("SINCRO_WEBHOOK_ALLOW")]);
  });

  it("a name that resolves to a private address is not connected to, whatever it resolved to before", async () => {
    const { port, connections } = await receiver();
    let times = 0;
    // What a rebinding attack does: the first answer is harmless, the next one is this machine.
    const resolve = ((_: string, __: object, done: (e: null, found: object[]) => void) => {
      times += 1;
      done(null, [{ address: "127.0.0.1", family: 4 }]);
    }) as unknown as Post["resolve"];
    expect((await failure(sent(`https://hooks.example.com:${port}/`, { resolve }))).code).toBe("not_allowed");
    expect([times, connections()]).toEqual([1, 0]);
  });

  it("a redirect is not followed", async () => {
    const inner = await receiver();
    const { host } = await receiver((_, response) => {
      response.writeHead(307, { location: `http://${inner.host}/secret` }).end();
    });
    const error = await failure(sent(`http://${host}/`, { allow: [host, inner.host] }));
    expect(error).toMatchObject({ code: "refused", message: expect.stringContaining("HTTP 307"), final: false });
    expect(inner.received).toEqual([]);
  });

  it("a receiver that never answers is given up, and so is one that never stops", async () => {
    const silent = await receiver(() => undefined);
    const late = await failure(sent(`http://${silent.host}/`, { allow: [silent.host], timeoutMs: 50 }));
    expect(late).toMatchObject({ code: "unreachable", message: "no answer in time" });
    const endless = await receiver((_, response) => {
      const more = () => {
        if (!response.destroyed) response.write("x".repeat(16_384), more);
      };
      response.on("error", () => undefined);
      more();
    });
    await sent(`http://${endless.host}/`, { allow: [endless.host] });
  });

  it.each([
    [410, true],
    [404, false],
    [500, false],
  ])("HTTP %i is a refusal, for good: %s", async (status, final) => {
    const { host } = await receiver((_, response) => response.writeHead(status).end());
    const error = await failure(sent(`http://${host}/services/T0/B0/very-secret`, { allow: [host] }));
    expect(error).toMatchObject({ code: "refused", message: `HTTP ${status}`, final });
    expect(error.message).not.toContain("secret");
  });

  it("nobody there: the driver's code, and nothing of the path", async () => {
    const { host } = await receiver();
    await closing.pop()?.();
    const error = await failure(sent(`http://${host}/very-secret`, { allow: [host] }));
    expect([error.code, error.message]).toEqual(["unreachable", "ECONNREFUSED"]);
  });
});
