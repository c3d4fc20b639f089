import { syncEvent } from "@sincro/machine/schema";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failureOf } from "./failure.ts";

const word = fc.oneof(fc.string(), fc.string({ minLength: 1_000, maxLength: 9_000 }), fc.anything());
const thrown = fc.oneof(
  fc.anything(),
  fc.record(
    { name: word, code: word, message: word, retryable: word, retryAfterMs: fc.anything() },
    { requiredKeys: [] },
  ),
  word.map((message) => new Error(String(typeof message === "string" ? message : ""))),
);

describe("failureOf", () => {
  it("F8 F43 · makes of anything an error that FAIL can carry, with words in it", () => {
    fc.assert(
      fc.property(thrown, (value) => {
        const { retryAfterMs, ...error } = failureOf(value, []);
        const event = { type: "FAIL", fence: 1, worker: "w", error };
        expect(syncEvent.safeParse(event).error).toBeUndefined();
        expect(error.message).not.toBe("");
        if (retryAfterMs !== undefined) expect(retryAfterMs).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("F55 · redacts code and message", () => {
    const error = { code: "no-0123456789", message: "key 0123456789 refused", retryable: false };
    expect(failureOf(error, ["0123456789"])).toEqual({ code: "no-***", message: "key *** refused", retryable: false });
    expect(failureOf(new Error("key 0123456789 refused"), ["0123456789"]).message).toBe("Error: key *** refused");
    expect(failureOf("0123456789", ["0123456789"]).message).toBe('The slice threw "***".');
  });
});
