import { describe, expect, it } from "vitest";
import { stripeSource } from "./source.ts";
import { accountWith, sliceOf } from "./stripe.fixture.ts";

const fake = accountWith();
const forbidden = () =>
  Response.json({ error: { message: "no permission 'rak_accounts_kyc_basic_read'" } }, { status: 403 });
const allBut =
  (refused: RegExp): typeof fetch =>
  async (input, init) =>
    refused.test((input as Request).url) ? forbidden() : fake.fetch(input, init);

describe("stripeSource.test", () => {
  it("says whose key it is", async () => {
    expect(await stripeSource.test(sliceOf(fake))).toEqual({ ok: true, account: expect.stringMatching(/^acct_/) });
  });

  it("accepts a restricted key that may not know that", async () => {
    expect(await stripeSource.test(sliceOf(fake, { fetch: allBut(/account/) }))).toEqual({ ok: true, account: null });
  });

  it("says which permission is missing when a restricted key may not read customers either", async () => {
    const answer = await stripeSource.test(sliceOf(fake, { fetch: allBut(/./) }));
    expect(answer).toMatchObject({ ok: false, code: "permission_missing" });
    expect(answer).toMatchObject({ message: expect.stringContaining("rak_accounts_kyc_basic_read") });
  });

  it("F55 · refuses a wrong key without repeating it", async () => {
    const answer = await stripeSource.test(
      sliceOf(fake, { credentials: { STRIPE_SECRET_KEY: "sk_test_51Habcdefghijk" } }),
    );
    expect(answer).toMatchObject({ ok: false, code: "credentials_refused" });
    expect(JSON.stringify(answer)).not.toMatch(/sk_test|hijk/);
  });

  it("tells a Stripe out of reach from a refusal", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    expect(await stripeSource.test(sliceOf(fake, { fetch }))).toMatchObject({
      ok: false,
      code: "provider_unreachable",
    });
  });

  it("is aborted like any request", async () => {
    await expect(stripeSource.test(sliceOf(fake, { signal: AbortSignal.abort(new Error("enough")) }))).rejects.toThrow(
      "enough",
    );
  });
});
