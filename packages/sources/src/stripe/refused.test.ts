import type { StripeFake } from "@sincro/fakes";
import { describe, expect, it } from "vitest";
import { accountWith, failureOf, idsOf, oneByOne, present, readAll, sliceOf } from "./stripe.fixture.ts";

const fake = accountWith();

/** The fake, but for what `instead` answers. */
const except = (instead: (url: URL, times: number) => Response | undefined, on: StripeFake = fake): typeof fetch => {
  let times = 0;
  return async (input, init) => instead(new URL((input as Request).url), ++times) ?? (await on.fetch(input, init));
};

describe("F31 · never ends as if complete", () => {
  it("when the key is refused", async () => {
    const { error, pages } = await failureOf(
      sliceOf(fake, { credentials: { STRIPE_SECRET_KEY: "sk_test_51Habcdefgh" } }),
    );
    expect(error).toMatchObject({ code: "credentials_refused", retryable: false });
    expect(error).toMatchObject({ message: "Stripe: GET /v1/customers answered 401" });
    expect(pages).toEqual([]);
  });

  it("when the key lacks a permission, and says which", async () => {
    const message = "The provided key 'rk_test_*****abcd' does not have the permission 'rak_charge_read'.";
    const fetch = except((url) =>
      url.pathname === "/v1/charges" ? Response.json({ error: { message } }, { status: 403 }) : undefined,
    );
    const { error } = await failureOf(sliceOf(fake, { fetch }));
    expect(error).toMatchObject({ code: "permission_missing", retryable: false });
    expect((error as Error).message).toContain("rak_charge_read");
    expect((error as Error).message).not.toContain("rk_test");
  });

  it("when the server lacks a stream", async () => {
    const fetch = except((url) =>
      url.pathname === "/v1/refunds" ? new Response("Not Found", { status: 404 }) : undefined,
    );
    const { error, pages } = await failureOf(sliceOf(fake, { fetch }), oneByOne);
    expect(error).toMatchObject({ code: "provider_rejected", retryable: false });
    expect((error as Error).message).toBe("Stripe: GET /v1/refunds answered 404");
    const window = [Date.UTC(2011, 0, 1) / 1000, present / 1000 + 1, null];
    const left = ["refunds", "disputes", "payouts", "products", "prices"].map((name) => [name, ...window]);
    expect(pages.at(-1)?.checkpoint).toEqual({ v: 2, left });
  });

  it("F32 · when a page is empty and there is more", async () => {
    const fetch = except((_, times) => (times === 1 ? undefined : Response.json({ data: [], has_more: true })));
    const { error, pages } = await failureOf(sliceOf(fake, { fetch }), oneByOne);
    expect(error).toMatchObject({ code: "answer_malformed", retryable: true });
    expect(pages.length).toBe(1);
  });

  it("F32 · when a page is the answer to another window", async () => {
    const data = fake.objects("customers").slice(0, 1);
    const { error, pages } = await failureOf(
      sliceOf(fake, { streams: ["customers"], fetch: async () => Response.json({ data, has_more: false }) }),
    );
    expect(error).toMatchObject({ code: "answer_malformed", retryable: true });
    expect(pages.flatMap(({ records }) => records).length).toBeLessThanOrEqual(data.length);
  });

  it.each([
    ["no has_more", { data: [] }],
    ["no list", { has_more: false }],
    ["an object without id", { data: [{ created: 1 }], has_more: false }],
    ["an object without created", { data: [{ id: "cus_1" }], has_more: false }],
    ["nothing", null],
  ])("F32 · when a page has %s", async (_, body) => {
    const { error } = await failureOf(sliceOf(fake, { fetch: async () => Response.json(body) }));
    expect(error).toMatchObject({ code: "answer_malformed", retryable: true });
  });

  it("F4 · when the cursor stands still", async () => {
    const page = Response.json({ data: fake.objects("customers").slice(0, 100), has_more: true });
    let asked = 0;
    const fetch = async () => {
      asked += 1;
      return page.clone();
    };
    const { error, pages } = await failureOf(sliceOf(fake, { fetch }), oneByOne);
    expect(error).toMatchObject({ code: "cursor_stuck", retryable: false });
    expect(pages.length).toBe(1);
    expect(asked).toBe(2 + 5); // the page, the one that repeats it, and five more tries
  });

  it("F4 · when the cursor stands still at the place of a checkpoint", async () => {
    const data = fake.objects("customers").slice(0, 100);
    const left = [["customers", 0, 2_000_000_000, [data.at(-1)?.id as string, 1]]];
    const fetch = async () => Response.json({ data, has_more: true });
    const { error, pages } = await failureOf(sliceOf(fake, { fetch, checkpoint: { v: 2, left } }));
    expect(error).toMatchObject({ code: "cursor_stuck" });
    expect(pages).toEqual([]);
  });

  it("F4 · when the cursor goes round in a circle", async () => {
    const [a, b] = [fake.objects("customers").slice(0, 100), fake.objects("customers").slice(100, 200)];
    const fetch: typeof globalThis.fetch = async (input) => {
      const after = new URL((input as Request).url).searchParams.get("starting_after");
      return Response.json({ data: after === a.at(-1)?.id ? b : a, has_more: true });
    };
    const { error, pages } = await failureOf(sliceOf(fake, { fetch }), oneByOne);
    expect(error).toMatchObject({ code: "cursor_stuck" });
    expect(pages.length).toBe(2);
  });

  it("P1 · when Stripe asks for a wait that is too long for the slice; a later slice goes on from there", async () => {
    const busy = accountWith({
      faults: { rules: [{ kind: "rate_limited", retryAfterS: 60, reason: "global-rate", every: 3, times: 1 }] },
    });
    const { error, pages } = await failureOf(sliceOf(busy), oneByOne);
    expect(error).toMatchObject({
      code: "rate_limited",
      retryable: true,
      retryAfterMs: 60_000,
      providerCode: "global-rate",
    });
    expect(busy.log.entries.length).toBe(3);
    const rest = await readAll(sliceOf(busy, { checkpoint: pages.at(-1)?.checkpoint ?? null }));
    const customers = [...pages, ...rest]
      .flatMap(({ records }) => records)
      .filter(({ object }) => object === "customer");
    expect(idsOf(customers)).toEqual(idsOf(busy.objects("customers")));
  });
});
