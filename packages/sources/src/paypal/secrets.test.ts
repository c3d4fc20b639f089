import fc from "fast-check";
import { expect, it } from "vitest";
import { accountWith, dayMs, failureOf, present, since, sliceOf } from "./paypal.fixture.ts";

const clientSecret = "EGnHDxD_qRPdaLdZz8iCr8N7_MzF-YHPTkjs6NKYQvQSBngp4PTTVWkPZRbL";
const fake = accountWith({ clientSecret, clientId: "AFcWxV21C7fd0v3bYYYRCpSSRl31" });
const telling = 8;

/** What was secret in a request: its credentials, in every form. */
function secretsOf(request: Request): string[] {
  return [clientSecret, request.headers.get("authorization")?.split(" ")[1] ?? ""];
}

const piece = fc.record({ which: fc.nat(1), from: fc.nat(200), length: fc.integer({ min: telling, max: 120 }) });
const words = fc.array(fc.oneof(fc.string({ maxLength: 12 }), piece), { maxLength: 6 });
const failure = fc.record({
  at: fc.constantFrom("/v1/oauth2/token", "/v1/reporting/transactions", "/v1/billing/subscriptions"),
  status: fc.constantFrom(400, 401, 403, 404, 422, 429, 500, 200),
  name: words,
  message: words,
  description: words,
});

it("F55 · no error repeats the secret or the token, nor any telling piece of them, whatever PayPal says", async () => {
  await fc.assert(
    fc.asyncProperty(failure, async ({ at, status, name, message, description }) => {
      const secrets = new Set<string>();
      const fetch: typeof globalThis.fetch = (input, init) => {
        const request = input as Request;
        const given = secretsOf(request);
        for (const one of given) secrets.add(one);
        if (new URL(request.url).pathname !== at) return fake.fetch(input, init);
        const text = (parts: typeof message) =>
          parts
            .map((part) => {
              if (typeof part === "string") return part;
              const whole = given[part.which] as string;
              const from = part.from % Math.max(1, whole.length - telling);
              return whole.slice(from, from + part.length);
            })
            .join("");
        const details = [{ issue: text(name), description: text(description) }];
        const body = {
          name: text(name),
          message: text(message),
          details,
          error: text(name),
          error_description: text(message),
        };
        return Promise.resolve(Response.json(body, { status, headers: { "paypal-debug-id": "4a924c46669da" } }));
      };
      const limits = { retries: 0 };
      const { error } = await failureOf(sliceOf(fake, { fetch, limits, ...since(present - dayMs) }));
      const said = [error.message, error.stack, JSON.stringify(error), error.providerCode].join("\n");
      for (const secret of secrets) {
        for (let from = 0; from + telling <= secret.length; from++) {
          expect(said).not.toContain(secret.slice(from, from + telling));
        }
      }
      expect(secrets.size).toBeGreaterThan(1);
    }),
    { numRuns: 150 },
  );
});
