import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSigned, sign } from "./signed.ts";

describe("a signed text", () => {
  it("gives back what was signed, with the same key only", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.string()), fc.string({ minLength: 1 }), async (claims, key) => {
        const text = await sign(key, "session", claims);
        expect(await readSigned(key, "session", text)).toEqual(JSON.parse(JSON.stringify(claims)));
        expect(await readSigned(`${key}x`, "session", text)).toBeNull();
      }),
    );
  });

  it("is no other text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.stringMatching(/^[\w-]*\.[\w-]*$/)), async (text) => {
        expect(await readSigned("key", "session", text)).toBeNull();
      }),
    );
    const text = await sign("key", "session", {});
    expect(await readSigned("key", "session", `${text}.more`)).toBeNull();
  });
});
