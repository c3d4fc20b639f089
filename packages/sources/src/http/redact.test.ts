import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactor } from "./redact.ts";

const secret = "sk_live_51H8zKqLp0aXw93vTnB";

describe("redactor", () => {
  it.each([
    [`Invalid API Key provided: ${secret}`, "Invalid API Key provided: [redacted]"],
    [`Invalid API Key provided: sk_live_***********vTnB`, "Invalid API Key provided: [redacted]"],
    [`key '${secret.slice(4, 14)}…' lacks "rak_customer_read"`, `key '[redacted]' lacks "rak_customer_read"`],
    ["No such customer: 'cus_123'", "No such customer: 'cus_123'"],
    ["two\nlines\u0000 and\ttabs", "two lines and tabs"],
  ])("F55 · %j becomes %j", (text, expected) => expect(redactor([secret])(text)).toBe(expected));

  it("cuts what is long", () => {
    expect(redactor([])("word ".repeat(200)).length).toBe(300);
  });

  it("F55 · lets no telling piece of any secret through, wherever it stands", () => {
    const secrets = fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 60 });
    const parts = fc.array(fc.oneof(fc.string(), fc.tuple(fc.nat(), fc.nat())), { maxLength: 8 });
    fc.assert(
      fc.property(secrets, parts, (given, around) => {
        const text = around
          .map((part) => (typeof part === "string" ? part : given.slice(part[0] % given.length)))
          .join("");
        const shown = redactor([given])(text);
        for (const stretch of given.match(/[\w*.:-]{6,}/g) ?? []) {
          for (let at = 0; at + 6 <= stretch.length; at++) expect(shown).not.toContain(stretch.slice(at, at + 6));
        }
        expect(shown).not.toContain(given);
      }),
    );
  });
});
