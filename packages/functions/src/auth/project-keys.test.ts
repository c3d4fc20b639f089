import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { harness, problemIn } from "../testing/harness.ts";
import { keyOf, keyServer, type ProjectKey, projectUrl, shared } from "../testing/project-tokens.ts";
import { supabaseAuth } from "./supabase-auth.ts";

const [first, second] = [await keyOf("key-1"), await keyOf("key-2")];
const passed = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** A project whose keys a test can change and take away, and its functions. */
function project(...keys: readonly ProjectKey[]) {
  const server = keyServer(...keys);
  const auth = supabaseAuth({ url: projectUrl, operatorRoles: ["operator"], fetch: server.fetch });
  const { get } = harness({ auth });
  const codeOf = async (token: string) => {
    const response = await get("sync-runs", { token });
    return response.ok ? "let in" : (await problemIn(response)).error;
  };
  return { server, get, codeOf };
}

it("keys are fetched once for many requests, also for those that come at the same time", async () => {
  const { server, codeOf } = project(first);
  const token = await first.sign();
  expect(await Promise.all([codeOf(token), codeOf(token), codeOf(token)])).toEqual(["let in", "let in", "let in"]);
  passed(9 * 60_000);
  expect([await codeOf(token), server.asked]).toEqual(["let in", 1]);
});

it("a new key is found when a token has it, and an old one is forgotten in ten minutes", async () => {
  const { server, codeOf } = project(first);
  expect(await codeOf(await first.sign())).toBe("let in");
  server.keys = [second];
  passed(31_000);
  expect([await codeOf(await second.sign()), await codeOf(await first.sign())]).toEqual(["let in", "unauthenticated"]);
});

it("a key that was taken back lets nobody in after ten minutes", async () => {
  const { server, codeOf } = project(first);
  expect(await codeOf(await first.sign())).toBe("let in");
  server.keys = [second];
  passed(601_000);
  expect(await codeOf(await first.sign())).toBe("unauthenticated");
});

it("invented keys have the list fetched now and then at most", async () => {
  const { server, codeOf } = project(first);
  const invented = await second.sign();
  expect(await codeOf(await first.sign())).toBe("let in");
  for (let at = 0; at < 20; at += 1) expect(await codeOf(invented)).toBe("unauthenticated");
  expect(server.asked).toBe(1);
  passed(31_000);
  for (let at = 0; at < 20; at += 1) expect(await codeOf(invented)).toBe("unauthenticated");
  expect(server.asked).toBe(2);
});

it("a token that no published key could have signed has nothing fetched", async () => {
  const { server, codeOf } = project(first);
  expect([await codeOf(await shared()), await codeOf("no-token"), server.asked]).toEqual([
    "unauthenticated",
    "unauthenticated",
    0,
  ]);
});

const html = { headers: { "content-type": "text/html" } };
it.each([
  ["cannot be reached", async () => Promise.reject(new TypeError("fetch failed"))],
  ["answers 500", async () => new Response("no", { status: 500 })],
  ["answers 404", async () => new Response("no", { status: 404 })],
  [
    "sends one elsewhere",
    async () => new Response(null, { status: 302, headers: { location: "https://evil.example" } }),
  ],
  ["answers with a page", async () => new Response("<html></html>", html)],
  ["answers with no list", async () => Response.json({ keys: "none" })],
])("while the place of the keys %s nobody is let in: 503, and when to come back", async (_what, instead) => {
  const { server, get, codeOf } = project(first);
  server.instead = instead;
  const response = await get("sync-runs", { token: await first.sign() });
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(await problemIn(response)).toMatchObject({
    error: "auth_unreachable",
    detail: expect.stringContaining("retry"),
  });

  server.instead = null;
  passed(3_000);
  expect(await codeOf(await first.sign())).toBe("let in");
});

it("nor is anybody let in by a published key that is broken", async () => {
  const { server, codeOf } = project(first);
  server.instead = async () => Response.json({ keys: [{ ...first.published, x: "AA" }] });
  expect(await codeOf(await first.sign())).toBe("auth_unreachable");
});

it("after a failure it is left in peace for a moment, however many ask", async () => {
  const { server, codeOf } = project(first);
  server.instead = async () => new Response("no", { status: 500 });
  for (let at = 0; at < 20; at += 1) expect(await codeOf(await first.sign())).toBe("auth_unreachable");
  expect(server.asked).toBe(1);
  passed(3_000);
  expect([await codeOf(await first.sign()), server.asked]).toEqual(["auth_unreachable", 2]);
});

it("keys that are there go on working while no others can be had", async () => {
  const { server, codeOf } = project(first);
  expect(await codeOf(await first.sign())).toBe("let in");
  server.instead = async () => new Response("no", { status: 500 });
  passed(31_000);
  expect([await codeOf(await second.sign()), await codeOf(await first.sign())]).toEqual(["auth_unreachable", "let in"]);
});

it("a place that never answers is waited for in seconds, not for ever", { timeout: 20_000 }, async () => {
  const { server, codeOf } = project(first);
  server.instead = (signal) =>
    new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error)));
  const began = performance.now();
  expect(await codeOf(await first.sign())).toBe("auth_unreachable");
  expect(performance.now() - began).toBeLessThan(10_000);
});
