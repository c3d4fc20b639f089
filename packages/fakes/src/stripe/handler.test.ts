import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { createStripeFake } from "./fake.ts";
import { ask, type ListBody, noon } from "./test-client.ts";
import { stripeVersion } from "./version.ts";

const stripe = createStripeFake({ seed: 7, now: manualClock(noon) });

async function refusal(path: string, headers?: Record<string, string>) {
  const response = await ask(stripe, path, headers);
  const { error } = (await response.json()) as { error: Record<string, unknown> };
  return { status: response.status, ...error };
}

const list = async (path: string): Promise<ListBody> => (await ask(stripe, path)).json();

describe("a request that Stripe would answer", () => {
  it("has pages of ten unless told otherwise, and says where they are from", async () => {
    const page = await list("/v1/customers");
    expect([page.object, page.data.length, page.has_more, page.url]).toEqual(["list", 10, true, "/v1/customers"]);
    expect((await list("/v1/customers?limit=100")).data).toHaveLength(100);
  });

  it("carries an id of its own and the version", async () => {
    const [one, two] = await Promise.all([ask(stripe, "/v1/customers"), ask(stripe, "/v1/nothing")]);
    expect(one.headers.get("stripe-version")).toBe(stripeVersion);
    expect(one.headers.get("request-id")).toMatch(/^req_\w{14}$/);
    expect(two.headers.get("request-id")).not.toBe(one.headers.get("request-id"));
    expect((await ask(stripe, "/v1/customers", { "stripe-version": stripeVersion })).status).toBe(200);
  });

  it("gives one object by its id, the account too", async () => {
    const [charge] = stripe.objects("charges");
    expect(await (await ask(stripe, `/v1/charges/${charge?.id}`)).json()).toEqual(charge);
    expect(await (await ask(stripe, "/v1/account")).json()).toMatchObject({ object: "account", charges_enabled: true });
  });

  it("accepts the key as the user of basic authentication", async () => {
    const authorization = `Basic ${btoa(`${stripe.key}:`)}`;
    expect((await ask(stripe, "/v1/account", { authorization })).status).toBe(200);
  });

  it.each(["customer", "payment_intent"] as const)("filters charges by %s", async (field) => {
    const wanted = stripe.objects("charges").find((charge) => charge[field])?.[field] as string;
    const page = await list(`/v1/charges?limit=100&${field}=${wanted}`);
    expect(page.data).toEqual(stripe.objects("charges", { where: (charge) => charge[field] === wanted }));
    expect(page.data.length).toBeGreaterThan(0);
  });

  it("hides canceled subscriptions unless all are asked for, or those that ended", async () => {
    const statuses = async (query: string) =>
      new Set((await list(`/v1/subscriptions?limit=100${query}`)).data.map(({ status }) => status));
    expect(await statuses("")).not.toContain("canceled");
    expect(await statuses("&status=all")).toContain("canceled");
    expect(await statuses("&status=ended")).toEqual(new Set(["canceled", "incomplete_expired"]));
    expect((await list("/v1/subscriptions?limit=100&status=all")).data).toHaveLength(stripe.count("subscriptions"));
  });

  it("finds the invoices of a subscription under `parent`", async () => {
    const [subscription] = stripe.objects("subscriptions", { where: ({ status }) => status === "active" });
    const page = await list(`/v1/invoices?subscription=${subscription?.id}`);
    expect(page.data[0]?.id).toBe(subscription?.latest_invoice);
  });

  it.each([
    ["type=charge.succeeded", /^charge\.succeeded$/],
    ["type=customer.*", /^customer\./],
    ["types[]=charge.failed&types[]=refund.created", /^(charge\.failed|refund\.created)$/],
    ["types[0]=charge.failed&types[1]=invoice.paid", /^(charge\.failed|invoice\.paid)$/],
  ])("filters events by %s", async (query, type) => {
    const page = await list(`/v1/events?limit=100&${query}`);
    expect(page.data.length).toBeGreaterThan(0);
    expect(page.data.filter((event) => !type.test(String(event.type)))).toEqual([]);
  });
});

describe("a request that Stripe would refuse", () => {
  it("401 for another key or none, of which it shows the ends", async () => {
    const wrong = await refusal("/v1/customers", { authorization: "Bearer sk_test_4242424242424242" });
    expect(wrong).toMatchObject({ status: 401, type: "invalid_request_error" });
    expect(wrong).toHaveProperty("message", "Invalid API Key provided: sk_test_****4242");
    expect(await refusal("/v1/customers", { authorization: "" })).toMatchObject({ status: 401 });
  });

  it("400 for another version", async () => {
    expect(await refusal("/v1/customers", { "stripe-version": "2023-08-16" })).toMatchObject({
      status: 400,
      message: expect.stringContaining("2023-08-16"),
    });
  });

  it.each(["/v1/nothing", "/v1/customers/cus_1/sources", "/v2/customers", "/", "/v1/toString"])(
    "404 for the unknown path %s",
    async (path) => {
      expect(await refusal(path)).toMatchObject({
        status: 404,
        type: "invalid_request_error",
        message: expect.stringContaining(path),
      });
    },
  );

  it("404 for whatever is no GET: it is read-only", async () => {
    const response = await stripe.fetch("https://api.stripe.com/v1/customers", {
      method: "POST",
      headers: { authorization: `Bearer ${stripe.key}` },
    });
    expect(response.status).toBe(404);
  });

  it("404 for an id that nothing has, 400 for a cursor that nothing has", async () => {
    const missing = { code: "resource_missing", message: "No such invoice: 'in_0'" };
    expect(await refusal("/v1/invoices/in_0")).toMatchObject({ status: 404, param: "id", ...missing });
    for (const param of ["starting_after", "ending_before"]) {
      expect(await refusal(`/v1/invoices?${param}=in_0`)).toMatchObject({ status: 400, param, ...missing });
    }
  });

  it.each([
    ["limit=0", "limit", "parameter_invalid_integer"],
    ["limit=101", "limit", "parameter_invalid_integer"],
    ["limit=ten", "limit", "parameter_invalid_integer"],
    ["limit=1.5", "limit", "parameter_invalid_integer"],
    ["created[gte]=yesterday", "created[gte]", "parameter_invalid_integer"],
    ["created[after]=5", "created[after]", "parameter_unknown"],
    ["starting_after=", "starting_after", "parameter_invalid_empty"],
    ["expand[]=data.customer", "expand[]", "parameter_unknown"],
    ["page=2", "page", "parameter_unknown"],
    ["constructor=2", "constructor", "parameter_unknown"],
  ])("400 for %s, naming the parameter", async (query, param, code) => {
    expect(await refusal(`/v1/customers?${query}`)).toMatchObject({
      status: 400,
      type: "invalid_request_error",
      param,
      code,
    });
  });

  it("400 for both cursors at once", async () => {
    const [one] = stripe.objects("customers");
    expect(await refusal(`/v1/customers?starting_after=${one?.id}&ending_before=${one?.id}`)).toMatchObject({
      status: 400,
      code: "parameters_exclusive",
    });
  });
});
