import { describe, expect, it } from "vitest";
import { locationWith, sliceOf } from "./ghl.fixture.ts";
import { ghlSource } from "./source.ts";

const fake = locationWith({ counts: { contacts: 1, transactions: 0, subscriptions: 0, opportunities: 0 } });
const credentials = { GHL_API_KEY: fake.key, GHL_LOCATION_ID: fake.locationId };

describe("ghlSource.test", () => {
  it("says which location it is", async () => {
    expect(await ghlSource.test(sliceOf(fake))).toEqual({ ok: true, account: "Taller Mariposa" });
  });

  it("F55 · refuses a wrong token without repeating it", async () => {
    const wrong = { ...credentials, GHL_API_KEY: "pit-51Habcdefgh-ijkl" };
    const answer = await ghlSource.test(sliceOf(fake, { credentials: wrong }));
    expect(answer).toMatchObject({ ok: false, code: "credentials_refused" });
    expect(JSON.stringify(answer)).not.toMatch(/pit-|ijkl/);
  });

  it("tells a location that the token may not see", async () => {
    const answer = await ghlSource.test(sliceOf(fake, { credentials: { ...credentials, GHL_LOCATION_ID: "another" } }));
    expect(answer).toMatchObject({ ok: false, code: "permission_missing" });
  });

  it("tells a GoHighLevel out of reach from a refusal", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    const answer = await ghlSource.test(sliceOf(fake, { fetch }));
    expect(answer).toMatchObject({ ok: false, code: "provider_unreachable" });
  });
});
