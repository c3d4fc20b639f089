import { createPaypalFake } from "@sincro/fakes";
import { describe, expect, it } from "vitest";
import { sliceOf } from "./paypal.fixture.ts";
import { paypalSource } from "./source.ts";

const fake = createPaypalFake({ counts: { transactions: 200, subscriptions: 0 }, historyDays: 30 });

/** The fake, but for what it says of an account number. */
const withoutAccount: typeof fetch = async (input, init) => {
  const response = await fake.fetch(input, init);
  const { account_number, ...body } = (await response.json()) as Record<string, unknown>;
  return Response.json(body, response);
};

describe("paypalSource.test", () => {
  it("says whose credentials they are, with a token and one row", async () => {
    fake.log.clear();
    expect(await paypalSource.test(sliceOf(fake))).toEqual({ ok: true, account: "XZXSPECPDZHZU" });
    expect(fake.log.entries.map(({ path, query }) => [path, query.page_size])).toEqual([
      ["/v1/oauth2/token", undefined],
      ["/v1/reporting/transactions", "1"],
    ]);
  });

  it("names the app where PayPal does not say the account", async () => {
    const answer = await paypalSource.test(sliceOf(fake, { fetch: withoutAccount }));
    expect(answer).toEqual({ ok: true, account: expect.stringMatching(/^APP-/) });
  });

  it("F55 · refuses wrong credentials without repeating them", async () => {
    const credentials = { PAYPAL_CLIENT_ID: fake.clientId, PAYPAL_CLIENT_SECRET: "EGnHDxD_qRPdaLdZz8iCr8N7" };
    const answer = await paypalSource.test(sliceOf(fake, { credentials }));
    expect(answer).toMatchObject({ ok: false, code: "credentials_refused" });
    expect(JSON.stringify(answer)).not.toMatch(/EGnH|Cr8N7/);
  });

  it("says when the app may not search", async () => {
    const strict = createPaypalFake({
      faults: { rules: [{ kind: "status", status: 403, path: "/v1/reporting/transactions" }] },
    });
    expect(await paypalSource.test(sliceOf(strict))).toMatchObject({ ok: false, code: "permission_missing" });
  });

  it("tells a PayPal out of reach from a refusal", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    expect(await paypalSource.test(sliceOf(fake, { fetch }))).toMatchObject({
      ok: false,
      code: "provider_unreachable",
    });
  });

  it("is aborted like any request", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(paypalSource.test(sliceOf(fake, { signal }))).rejects.toThrow("enough");
  });
});
