import { memoryStore } from "@sincro/store/memory";
import { describe, expect, it } from "vitest";
import { sliceRunner } from "./slices.ts";
import { harness } from "./testing/harness.ts";
import type { SpanAttributes, Tracer } from "./tracer.ts";

/** A tracer that remembers what it was told. */
function remembering() {
  const spans: { name: string; attributes: Record<string, unknown>; ended: boolean }[] = [];
  const tracer: Tracer = {
    startSpan: (name, { attributes = {} }: { attributes?: SpanAttributes } = {}) => {
      const span = { name, attributes: { ...attributes } as Record<string, unknown>, ended: false };
      spans.push(span);
      return {
        setAttribute: (key, value) => (span.attributes[key] = value),
        end: () => {
          span.ended = true;
        },
      };
    },
  };
  return { spans, tracer };
}
const broken: Tracer = {
  startSpan: () => {
    throw new Error("no collector");
  },
};

describe("a tracer", () => {
  it("gets a span for each request: its route, not its ids, and how it was answered; no query and no token", async () => {
    const { spans, tracer } = remembering();
    const { get, post } = harness({ tracer });
    await get(`sync-runs/${crypto.randomUUID()}`);
    await get("sync-runs?source=stripe");
    await post("fetch-stripe", { mode: "7d" });
    await get("somebody/guesses");
    expect(spans.map(({ name, attributes }) => [name, attributes["http.response.status_code"]])).toEqual([
      ["GET sync-runs/:id", 404],
      ["GET sync-runs", 200],
      ["POST fetch-stripe", 202],
      ["GET unknown", 404],
    ]);
    expect(spans.every(({ ended }) => ended)).toBe(true);
    expect(JSON.stringify(spans)).not.toMatch(/operator-token|source=|somebody/);
  });

  it("gets a span for each slice, with how it was left", async () => {
    const { spans, tracer } = remembering();
    const store = memoryStore();
    const got = await store.start({ source: "stripe", mode: "7d" });
    if (got.outcome !== "started") throw new Error(got.outcome);
    await sliceRunner({ store, tracer, connectionOf: () => ({ kind: "unconfigured", missing: [], invalid: [] }) })(
      got.run,
    );
    const attributes = { "sincro.source": "stripe", "sincro.run": got.run.id, "sincro.outcome": "failed" };
    expect(spans).toEqual([{ name: "sync slice", attributes, ended: true }]);
  });

  it("that breaks keeps nothing from being done", async () => {
    const { post, runs } = harness({ tracer: broken });
    expect((await post("fetch-stripe", { mode: "7d" })).status).toBe(202);
    expect(await runs()).toHaveLength(1);
  });
});
