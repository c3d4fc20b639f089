import type { GhlFake } from "@sincro/fakes";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SliceRequest } from "../source.ts";
import { locationWith, readAll, sliceOf } from "./ghl.fixture.ts";
import { ghlSource } from "./source.ts";

async function overHttp(fake: GhlFake): Promise<Partial<SliceRequest>> {
  const server = await fake.listen();
  onTestFinished(() => server.close());
  return { fetch: undefined, baseUrl: server.url };
}

const ways: [string, (fake: GhlFake) => Promise<Partial<SliceRequest>>][] = [
  ["in process", async () => ({})],
  ["over HTTP", overHttp],
];

describe.each(ways)("%s", (_, reach) => {
  it("has as many requests under way as make use of what GoHighLevel allows", async () => {
    const fake = locationWith();
    fake.gate.close();
    const pages = ghlSource.pages(sliceOf(fake, await reach(fake)))[Symbol.asyncIterator]();
    const first = pages.next();
    await fake.gate.untilHeld(10);
    expect(fake.gate.held).toBe(10);
    fake.gate.open();
    expect((await first).done).toBe(false);
    await pages.return?.();
  });

  it("F21 · an abort stops all requests with the reason of the abort, and nothing follows", async () => {
    const fake = locationWith();
    const controller = new AbortController();
    fake.gate.close();
    const request = sliceOf(fake, { ...(await reach(fake)), signal: controller.signal });
    const pages = ghlSource.pages(request)[Symbol.asyncIterator]();
    const first = pages.next();
    await fake.gate.untilHeld(10);
    controller.abort(new Error("fenced"));
    await expect(first).rejects.toThrow("fenced");
    await fake.log.until((entries) => entries.every(({ outcome }) => outcome === "aborted"));
    expect(await pages.next()).toEqual({ done: true, value: undefined });
    expect(fake.log.entries.length).toBe(10);
  });

  it("F21 · an abort while a list is being stepped back through ends that, too", async () => {
    const fake = locationWith({ counts: { transactions: 900, contacts: 0, opportunities: 0, subscriptions: 500 } });
    const controller = new AbortController();
    const request = sliceOf(fake, {
      ...(await reach(fake)),
      signal: controller.signal,
      streams: ["subscriptions"],
      checkpoint: { v: 2, left: [["subscriptions", null, null, [400, ["gone1", "gone2", "gone3"], 0]]] },
    });
    fake.gate.close();
    const reading = readAll(request);
    const refused = expect(reading).rejects.toThrow("enough");
    for (let n = 0; n < 3; n++) {
      await fake.gate.untilHeld(1);
      fake.gate.release();
    }
    await fake.gate.untilHeld(1);
    controller.abort(new Error("enough"));
    await refused;
    await fake.log.until((entries) => entries.every(({ outcome }) => outcome !== "waiting"));
    expect(fake.log.entries.length).toBe(4);
  });
});
