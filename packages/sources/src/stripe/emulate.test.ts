import type { Json } from "@sincro/machine";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page } from "../source.ts";
import { stripeSource } from "./source.ts";
import { idsOf, recordsOf } from "./stripe.fixture.ts";

/** A Stripe that nobody here wrote. It knows customers, charges, payment intents, products and prices, and no other list. */
let emulator: Emulator;
const customers: { id: string }[] = [];

async function call(method: string, path: string, body?: URLSearchParams) {
  const headers = { authorization: "Bearer sk_test_emulated" };
  const response = await fetch(`${emulator.url}${path}`, { method, headers, body: body ?? null });
  if (!response.ok) throw new Error(`the emulator answered ${response.status} to ${method} ${path}`);
  return response.json();
}

beforeAll(async () => {
  emulator = await createEmulator({ service: "stripe", port: 0 });
  // It always begins with a customer of its own.
  for (const { id } of (await call("GET", "/v1/customers")).data) await call("DELETE", `/v1/customers/${id}`);
  for (let n = 1; n <= 250; n++) {
    const body = new URLSearchParams({ email: `person${n}@example.es`, name: `Person ${n}` });
    customers.push(await call("POST", "/v1/customers", body));
  }
});
afterAll(() => emulator.close());

/** Reads into `pages` until the end, or until it fails. */
async function read(pages: Page[], streams?: readonly string[], checkpoint: Json = null): Promise<void> {
  const request = {
    account: "default",
    windowStart: null,
    windowEnd: new Date().toISOString(),
    checkpoint,
    credentials: { STRIPE_SECRET_KEY: "sk_test_emulated" },
    baseUrl: emulator.url,
    signal: new AbortController().signal,
    streams,
  };
  for await (const page of stripeSource.pages(request)) pages.push(page);
}

it("F32 · all 250 customers of it arrive, once each", async () => {
  const pages: Page[] = [];
  await read(pages, ["customers"]);
  expect(pages.filter(({ records }) => records.length > 0).length).toBeGreaterThanOrEqual(3);
  expect(idsOf(recordsOf(pages))).toEqual(idsOf(customers));
});

it("F31 · the whole source against it ends in an error, since it lacks subscriptions", async () => {
  const pages: Page[] = [];
  await expect(read(pages)).rejects.toMatchObject({
    code: "provider_rejected",
    retryable: false,
    message: expect.stringMatching(
      /^Stripe: GET \/v1\/(subscriptions|invoices|refunds|disputes|payouts) answered 404$/,
    ),
  });
  const checkpoint = pages.at(-1)?.checkpoint ?? null;
  expect(JSON.stringify(checkpoint)).toMatch(/subscriptions.*invoices.*refunds.*disputes.*payouts/);
  // What was not read when the failure came is read from there on.
  await read(pages, ["customers"], checkpoint);
  expect(idsOf(recordsOf(pages))).toEqual(idsOf(customers));
});
