import type { PaypalFake } from "@sincro/fakes";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SliceRequest } from "../source.ts";
import { accountWith, sliceOf } from "./paypal.fixture.ts";
import { paypalSource } from "./source.ts";

async function overHttp(fake: PaypalFake): Promise<Partial<SliceRequest>> {
  const server = await fake.listen();
  onTestFinished(() => server.close());
  return { fetch: undefined, baseUrl: server.url };
}

const ways: [string, (fake: PaypalFake) => Promise<Partial<SliceRequest>>][] = [
  ["in process", async () => ({})],
  ["over HTTP", overHttp],
];

describe.each(ways)("%s", (_, reach) => {
  it("fetches one token for all that is asked at once", async () => {
    const fake = accountWith();
    const pages = paypalSource.pages(sliceOf(fake, await reach(fake)))[Symbol.asyncIterator]();
    await pages.next();
    await fake.log.until((entries) => entries.length >= 4);
    expect(fake.log.entries.filter(({ path }) => path === "/v1/oauth2/token")).toHaveLength(1);
    await pages.return?.();
  });

  it("fetches one new token for all that were refused together", async () => {
    const fake = accountWith();
    const pages = paypalSource.pages(sliceOf(fake, await reach(fake)))[Symbol.asyncIterator]();
    fake.gate.close();
    const first = pages.next();
    await fake.gate.untilHeld(1);
    fake.expireTokens();
    fake.gate.open();
    expect((await first).done).toBe(false);
    await pages.return?.();
    expect(fake.tokensIssued).toBe(2);
    expect(fake.log.entries.filter(({ status }) => status === 401).length).toBeGreaterThan(1);
  });

  it("F21 · an abort stops the request for the token with the reason of the abort, and nothing follows", async () => {
    const fake = accountWith();
    const controller = new AbortController();
    fake.gate.close();
    const request = sliceOf(fake, { ...(await reach(fake)), signal: controller.signal });
    const pages = paypalSource.pages(request)[Symbol.asyncIterator]();
    const first = pages.next();
    await fake.gate.untilHeld(1);
    controller.abort(new Error("fenced"));
    await expect(first).rejects.toThrow("fenced");
    await fake.log.until(([entry]) => entry?.outcome === "aborted");
    expect(await pages.next()).toEqual({ done: true, value: undefined });
    expect(fake.log.entries.length).toBe(1);
  });

  it("F21 · an abort stops all requests in flight", async () => {
    const fake = accountWith();
    const controller = new AbortController();
    fake.gate.close();
    const request = sliceOf(fake, { ...(await reach(fake)), signal: controller.signal });
    const first = paypalSource.pages(request)[Symbol.asyncIterator]().next();
    await fake.gate.untilHeld(1);
    fake.gate.release();
    await fake.gate.untilHeld(3);
    controller.abort(new Error("fenced"));
    await expect(first).rejects.toThrow("fenced");
    await fake.log.until((entries) => entries.slice(1).every(({ outcome }) => outcome === "aborted"));
    expect(fake.log.entries.length).toBe(4);
  });
});
