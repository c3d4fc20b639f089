import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomSecret, sameSecret } from "./secret.ts";

describe("sameSecret", () => {
  it("holds for equal texts and for no others", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (a, b) => {
        expect(await sameSecret(a, a)).toBe(true);
        expect(await sameSecret(a, b)).toBe(a === b);
      }),
    );
  });

  it("sees a difference in any place", async () => {
    for (let at = 0; at < 32; at += 1) {
      const a = "a".repeat(32);
      expect(await sameSecret(a, `${a.slice(0, at)}b${a.slice(at + 1)}`)).toBe(false);
    }
    expect(await sameSecret("a", "")).toBe(false);
  });
});

describe("randomSecret", () => {
  it("has 256 bits that an address can carry, and never the same", () => {
    const secrets = Array.from({ length: 100 }, randomSecret);
    expect(secrets.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true);
    expect(new Set(secrets).size).toBe(100);
  });
});
