import type { SyncRunRow } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import { selfInvocation } from "./self-invocation.ts";
import { readHandOff } from "./token.ts";

const signingKey = "signing-key-0123456789-0123456789";
const run = { id: "0f0e0d0c-0b0a-4908-8706-050403020100", fence: 3, source: "stripe" } as SyncRunRow;

function world(answer: (request: Request) => Response | Promise<Response>, timeoutMs?: number) {
  const requests: Request[] = [];
  const dispatch = selfInvocation({
    baseUrl: "https://project.supabase.test/",
    signingKey,
    timeoutMs,
    fetch: async (url, init) => {
      const request = new Request(url, init);
      requests.push(request);
      return answer(request);
    },
  });
  return { dispatch, requests };
}

describe("a self-invocation", () => {
  it("F51 · calls the source's own function with a token for this run and slice", async () => {
    const { dispatch, requests } = world(() => new Response("{}", { status: 202 }));
    await dispatch(run);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST https://project.supabase.test/functions/v1/fetch-stripe/continue",
    ]);
    const token = requests[0]?.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    expect(await readHandOff(signingKey, token)).toEqual({ runId: run.id, fence: 3 });
  });

  it.each([
    ["a refusal", () => new Response("", { status: 401 }), "answered 401"],
    ["a gateway's error", () => new Response("", { status: 546 }), "answered 546"],
    ["a broken connection", () => Promise.reject(new TypeError("fetch failed")), "did not answer"],
  ])("F5 F54 · %s is a lost call, and says so", async (_, answer, words) => {
    await expect(world(answer).dispatch(run)).rejects.toMatchObject({
      code: "hand_off_lost",
      message: expect.stringContaining(words),
    });
  });

  it("F7 · does not wait for ever", async () => {
    const never = (request: Request) =>
      new Promise<Response>((_, reject) => {
        request.signal.addEventListener("abort", () => reject(request.signal.reason as Error));
      });
    await expect(world(never, 1).dispatch(run)).rejects.toMatchObject({ code: "hand_off_lost" });
  });

  it("calls nobody for a source that this version does not have", async () => {
    const { dispatch, requests } = world(() => new Response("", { status: 202 }));
    await dispatch({ ...run, source: "another installation's" });
    expect(requests).toEqual([]);
  });
});
