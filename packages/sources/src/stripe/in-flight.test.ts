import type { StripeFake } from "@sincro/fakes";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SliceRequest } from "../source.ts";
import { createStripeSource, stripeSource } from "./source.ts";
import { accountWith, dayMs, oneByOne, present, sliceOf } from "./stripe.fixture.ts";

async function overHttp(fake: StripeFake): Promise<Partial<SliceRequest>> {
  const server = await fake.listen();
  onTestFinished(() => server.close());
  return { fetch: undefined, baseUrl: server.url };
}

const ways: [string, (fake: StripeFake) => Promise<Partial<SliceRequest>>][] = [
  ["in process", async () => ({})],
  ["over HTTP", overHttp],
];

const few = createStripeSource({ perStream: 3, inAll: 12 });

describe.each(ways)("%s", (_, reach) => {
  it("asks for one page ahead, and for no more, while a page is committed", async () => {
    const fake = accountWith();
    const pages = oneByOne.pages(sliceOf(fake, await reach(fake)))[Symbol.asyncIterator]();
    await pages.next();
    await fake.log.until((entries) => entries.length === 2 && entries.every(({ outcome }) => outcome === "answered"));
    await pages.next();
    await fake.log.until((entries) => entries.length === 3 && entries.every(({ outcome }) => outcome === "answered"));
    await pages.return?.();
    expect(fake.log.entries.length).toBe(3);
  });

  it("has at most as many requests under way as it may, and of them for one list, and another one for each page that is taken", async () => {
    const fake = accountWith();
    fake.gate.close();
    const pages = few.pages(sliceOf(fake, await reach(fake)))[Symbol.asyncIterator]();
    for (let taken = 0; taken < 15; taken += 1) {
      const next = pages.next();
      await fake.gate.untilHeld(12);
      const waiting = fake.log.entries.filter(({ outcome }) => outcome === "waiting");
      const perList = [...Map.groupBy(waiting, ({ path }) => path).values()].map(({ length }) => length);
      expect([waiting.length, fake.log.entries.length, Math.max(...perList)]).toEqual([12, 12 + taken, 3]);
      fake.gate.release();
      expect((await next).done).toBe(false);
    }
    await pages.return?.();
  });

  it("F21 · an abort stops the requests in flight with the reason of the abort, and nothing follows", async () => {
    const fake = accountWith();
    const controller = new AbortController();
    fake.gate.close();
    const pages = few
      .pages(sliceOf(fake, { ...(await reach(fake)), signal: controller.signal }))
      [Symbol.asyncIterator]();
    const first = pages.next();
    await fake.gate.untilHeld(12);
    controller.abort(new Error("fenced"));
    await expect(first).rejects.toThrow("fenced");
    await fake.log.until((entries) => entries.every(({ outcome }) => outcome === "aborted"));
    expect(await pages.next()).toEqual({ done: true, value: undefined });
    expect(fake.log.entries.length).toBe(12);
  });

  it("F21 · whoever leaves at a page lets the pages ahead go", async () => {
    const fake = accountWith();
    fake.gate.close();
    const pages = few.pages(sliceOf(fake, await reach(fake)))[Symbol.asyncIterator]();
    const first = pages.next();
    await fake.gate.untilHeld(12);
    fake.gate.release();
    expect((await first).done).toBe(false);
    await fake.gate.untilHeld(12);
    await pages.return?.();
    await fake.log.until((entries) => entries.filter(({ outcome }) => outcome === "aborted").length === 12);
    expect(fake.log.entries.length).toBe(13);
  });

  it("F21 · an abort stops all look-ups at once", async () => {
    const fake = accountWith();
    const controller = new AbortController();
    for (const { id } of fake.objects("customers").slice(-6)) fake.update("customers", id, { balance: -500 });
    fake.gate.close();
    const windowStart = new Date(present - 30 * dayMs).toISOString();
    const checkpoint = { v: 2, left: [["events", present / 1000 - 86_400, present / 1000 + 1, null]] };
    const request = sliceOf(fake, { ...(await reach(fake)), windowStart, checkpoint, signal: controller.signal });
    const first = stripeSource.pages(request)[Symbol.asyncIterator]().next();
    await fake.gate.untilHeld(1);
    fake.gate.release();
    await fake.gate.untilHeld(4);
    controller.abort(new Error("fenced"));
    await expect(first).rejects.toThrow("fenced");
    await fake.log.until((entries) => entries.slice(1).every(({ outcome }) => outcome === "aborted"));
    expect(fake.log.entries.length).toBe(5);
  });
});
