import { describe, expect, it } from "vitest";
import { isSourceError } from "../errors.ts";
import { createClient } from "./client.ts";

/** A provider whose only good token is the n-th, and which shows what it was sent when it refuses something. */
function provider(good: number, refusal = 401) {
  const asked: (string | null)[] = [];
  const sent: (string | null)[] = [];
  const client = createClient({
    title: "Acme",
    baseUrl: "https://api.acme.test",
    headers: {},
    async authorize(refused) {
      asked.push(refused?.get("authorization") ?? null);
      return { authorization: `Bearer token-Zq8w${asked.length}Lp0aXk3f` };
    },
    secrets: [],
    readProblem: (body) => body as { message: string },
    connection: {
      signal: new AbortController().signal,
      limits: { retries: 0 },
      async fetch(input) {
        const authorization = (input as Request).headers.get("authorization");
        sent.push(authorization);
        if (authorization?.includes(`Zq8w${good}L`)) return Response.json("yes");
        return Response.json({ message: `not with ${authorization}` }, { status: refusal });
      },
    },
  });
  return { get: () => client.get("/v1/things", {}, String), asked, sent };
}

describe("authorize", () => {
  it("gives the headers of a request", async () => {
    const { get, asked, sent } = provider(1);
    expect(await get()).toBe("yes");
    expect([asked, sent]).toEqual([[null], ["Bearer token-Zq8w1Lp0aXk3f"]]);
  });

  it("is told which were refused, and may give others once", async () => {
    const { get, asked, sent } = provider(2);
    expect(await get()).toBe("yes");
    expect(asked).toEqual([null, "Bearer token-Zq8w1Lp0aXk3f"]);
    expect(sent).toHaveLength(2);
    const stubborn = provider(9);
    await expect(stubborn.get()).rejects.toMatchObject({ code: "credentials_refused" });
    expect(stubborn.sent).toHaveLength(2);
  });

  it("F55 · gives nothing that a message may repeat", async () => {
    const error = await provider(9, 400)
      .get()
      .then(
        () => expect.unreachable(),
        (reason: unknown) => reason,
      );
    expect(isSourceError(error) && error.message).toBe(
      "Acme: GET /v1/things answered 400 (not with Bearer [redacted])",
    );
  });
});
