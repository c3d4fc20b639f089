import { describe, expect, it } from "vitest";
import { createClient } from "./client.ts";
import { TimeIsOver, within } from "./within.ts";

const patient = new AbortController().signal;
const forEver = () => new Promise<never>(() => {});

describe("within", () => {
  it("gives what the work gives, and throws what it throws", async () => {
    expect(await within(patient, 1_000, async () => 3)).toBe(3);
    await expect(within(patient, 1_000, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  it("F31 · ends when the time is over, and tells the work, even one that does not listen", async () => {
    let told: AbortSignal | undefined;
    const working = within(patient, 5, (stop) => {
      told = stop;
      return forEver();
    });
    await expect(working).rejects.toThrow(TimeIsOver);
    expect(told?.reason).toBeInstanceOf(TimeIsOver);
  });

  it("F21 · ends with the reason of an abort, also of one that came before", async () => {
    const controller = new AbortController();
    const working = within(controller.signal, 1_000, forEver);
    controller.abort(new Error("fenced"));
    await expect(working).rejects.toThrow("fenced");
    await expect(within(controller.signal, 1_000, forEver)).rejects.toThrow("fenced");
  });
});

describe("a request that is deaf to its signal", () => {
  const ask = (signal: AbortSignal, timeoutMs: number) => {
    const connection = { signal, limits: { retries: 0, timeoutMs }, fetch: forEver };
    const parts = { title: "Acme", headers: {}, secrets: [], readProblem: () => ({}) };
    return createClient({ ...parts, baseUrl: "https://api.acme.test", connection }).get("/", {}, String);
  };

  it("F31 · ends when its time is over", async () => {
    await expect(ask(patient, 5)).rejects.toMatchObject({ code: "provider_unreachable", retryable: true });
  });

  it("F21 · ends when its slice is aborted", async () => {
    const controller = new AbortController();
    const asked = ask(controller.signal, 60_000);
    controller.abort(new Error("fenced"));
    await expect(asked).rejects.toThrow("fenced");
  });
});
