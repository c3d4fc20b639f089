import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "./redact.ts";

/** Whether a text holds any 8 characters in a row of a secret. */
function holdsPart(text: string, secret: string): boolean {
  return Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8)).some((part) =>
    text.includes(part),
  );
}

const secret = fc.oneof(
  fc.string({ minLength: 8, maxLength: 40 }),
  fc.string({ minLength: 8, maxLength: 40, unit: "binary" }),
  fc.string({ minLength: 8, maxLength: 24, unit: fc.constantFrom("a", "b", "*") }),
);

/** Texts in which secrets stand whole, in part, doubled, and run into each other. */
const leak = fc.array(secret, { minLength: 1, maxLength: 3 }).chain((secrets) =>
  fc.record({
    secrets: fc.constant(secrets),
    text: fc
      .array(
        fc.oneof(
          fc.string({ maxLength: 10 }),
          fc
            .tuple(fc.constantFrom(...secrets), fc.nat(40), fc.nat(40))
            .map(([whole, from, length]) => whole.slice(from % whole.length).slice(0, length)),
          fc.constantFrom(...secrets),
        ),
        { maxLength: 8 },
      )
      .map((pieces) => pieces.join("")),
  }),
);

describe("redact", () => {
  it("F55 · leaves no secret, nor any 8 characters in a row of one, whatever stands around it", () => {
    fc.assert(
      fc.property(leak, ({ secrets, text }) => {
        const clean = redact(text, secrets);
        expect(secrets.filter((known) => holdsPart(clean, known))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("F55 · leaves a text without secrets as it is", () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), (text) => {
        expect(redact(text, ["0123456789", "sk-0123456789"])).toBe(text);
      }),
    );
  });

  it.each([
    ["401 for sk_live_4eC39HqLyjWDarjtT1zdp7dc", "401 for ***"],
    ["key rk_test_51Abc, key pk_live_x9", "key ***, key ***"],
    ["Authorization: Bearer abc.def-ghi; retry", "Authorization: ***; retry"],
    ["basic dXNlcjpwYXNz was refused", "*** was refused"],
    ["signed with whsec_MfKQ9r8GKYqrTwjU", "signed with ***"],
    ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP gone", "jwt *** gone"],
    ["postgres://sincro:hunter2@db:5432/x is down", "postgres://***@db:5432/x is down"],
    ["token pit-3f1c2a90-77aa-4b42 refused", "token *** refused"],
  ])("F55 · removes what looks like a key, known or not: %s", (text, clean) => {
    expect(redact(text, [])).toBe(clean);
  });

  it("F55 · removes a secret as it looks in an address", () => {
    expect(redact("GET /?key=p%C3%A4ss%20w%C3%B6rd%21", ["päss wörd!"])).toBe("GET /?key=***!".replace("!", "%21"));
  });

  it("cuts an endless text, in time", () => {
    const endless = `${"://a:".repeat(100_000)}${"eyJ".repeat(100_000)}`;
    const begun = performance.now();
    expect(redact(endless, ["0123456789"]).length).toBeLessThanOrEqual(4_000);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
