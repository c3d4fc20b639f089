import { describe, expect, it } from "vitest";
import { oneAhead } from "./one-ahead.ts";

const never = () => new AbortController().signal;

describe("oneAhead", () => {
  it("asks for the next value while the reader is at the one before it, and for no further one", async () => {
    const asked: number[] = [];
    async function* numbers() {
      for (let n = 1; n <= 3; n++) {
        asked.push(n);
        yield n;
      }
    }
    const askedMeanwhile: number[] = [];
    for await (const n of oneAhead(never(), numbers)) {
      await expect.poll(() => asked.length).toBeGreaterThanOrEqual(Math.min(n + 1, 3));
      askedMeanwhile.push(asked.length);
    }
    expect(askedMeanwhile).toEqual([2, 3, 3]);
  });

  it("lets the reader have every value before a failure", async () => {
    async function* failing() {
      yield 1;
      throw new Error("broken");
    }
    const read: number[] = [];
    const reading = async () => {
      for await (const n of oneAhead(never(), failing)) {
        await new Promise((resolve) => setImmediate(resolve)); // the failure is there by now, and nobody's rejection
        read.push(n);
      }
    };
    await expect(reading()).rejects.toThrow("broken");
    expect(read).toEqual([1]);
  });

  it.each([
    ["by break", false],
    ["by an error", true],
  ])("F21 · a reader who leaves %s leaves no work behind", async (_, byError) => {
    const events: string[] = [];
    async function* patient(signal: AbortSignal) {
      try {
        yield 1;
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      } finally {
        events.push("stopped");
      }
    }
    const reading = async () => {
      for await (const _ of oneAhead(never(), patient)) {
        if (byError) throw new Error("fenced");
        break;
      }
    };
    await (byError ? expect(reading()).rejects.toThrow("fenced") : reading());
    events.push("left");
    expect(events).toEqual(["stopped", "left"]);
  });

  it("F21 · is aborted from outside, with the reason of the abort", async () => {
    const controller = new AbortController();
    async function* waiting(signal: AbortSignal) {
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      yield 1;
    }
    const first = oneAhead(controller.signal, waiting).next();
    controller.abort(new Error("fenced"));
    await expect(first).rejects.toThrow("fenced");
  });
});
