import fc from "fast-check";
import { expect, it } from "vitest";
import { failureOf, locationWith, sliceOf } from "./ghl.fixture.ts";
import { ghlSource } from "./source.ts";

const fake = locationWith({ counts: { contacts: 1, transactions: 0, subscriptions: 0, opportunities: 0 } });
const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef-"), minLength: 16, maxLength: 40 });
const around = fc.string({ maxLength: 20 });

it("F55 · no error has the token or a piece of it, whatever GoHighLevel answers", async () => {
  const answered = fc.record({
    status: fc.constantFrom(200, 400, 401, 403, 404, 422, 429, 500),
    shape: fc.constantFrom("text", "list", "error", "html", "rows"),
    before: around,
    after: around,
    from: fc.nat(10),
    length: fc.integer({ min: 8, max: 50 }),
  });
  await fc.assert(
    fc.asyncProperty(hex, answered, async (random, { status, shape, before, after, from, length }) => {
      const key = `pit-${random}`;
      const words = `${before}${key.slice(from, from + length)}${after}`;
      const bodies = {
        text: JSON.stringify({ statusCode: status, message: `scope ${words}` }),
        list: JSON.stringify({ message: [words, key], error: key }),
        error: JSON.stringify({ error: words }),
        html: `<html>${words}</html>`,
        rows: JSON.stringify({ contacts: [{ [key]: words }], total: key }),
      };
      const fetch = async () => new Response(bodies[shape], { status });
      const credentials = { GHL_API_KEY: key, GHL_LOCATION_ID: fake.locationId };
      const request = sliceOf(fake, { fetch, credentials, streams: ["contacts"], limits: { retries: 0 } });
      const { error } = await failureOf(request);
      const test = await ghlSource.test(request);
      const { message, stack, ...rest } = error as Error;
      const shown = `${message} ${JSON.stringify(rest)} ${JSON.stringify(test)}`;
      for (let at = 0; at + 8 <= key.length; at++) expect(shown).not.toContain(key.slice(at, at + 8));
      expect(stack).not.toContain(key);
      expect((error as Error).cause).toBeUndefined();
    }),
    { numRuns: 150 },
  );
});
