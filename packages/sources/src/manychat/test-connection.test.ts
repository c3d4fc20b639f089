import { describe, expect, it } from "vitest";
import { pageWith, sliceOf } from "./manychat.fixture.ts";
import { manychatSource } from "./source.ts";

const fake = pageWith();

describe("manychatSource.test", () => {
  it("says whose page it is", async () => {
    expect(await manychatSource.test(sliceOf(fake))).toEqual({ ok: true, account: "Taller Mariposa" });
  });

  it("F55 · refuses a wrong key without repeating it", async () => {
    const answer = await manychatSource.test(sliceOf(fake, { credentials: { MANYCHAT_API_KEY: "104233:hijklmnop" } }));
    expect(answer).toMatchObject({ ok: false, code: "credentials_refused" });
    expect(JSON.stringify(answer)).not.toMatch(/104233|hijk/);
  });

  it("takes no good status for a good answer", async () => {
    const fetch = async () => Response.json({ status: "error", message: "Wrong token" });
    expect(await manychatSource.test(sliceOf(fake, { fetch }))).toMatchObject({
      ok: false,
      code: "credentials_refused",
    });
  });

  it("tells a ManyChat out of reach from a refusal", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    expect(await manychatSource.test(sliceOf(fake, { fetch }))).toMatchObject({
      ok: false,
      code: "provider_unreachable",
    });
  });
});
