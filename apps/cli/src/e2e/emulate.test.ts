import { stripeSource } from "@sincro/sources/stripe";
import { connectPostgres } from "@sincro/store/postgres";
import { runSlice, startRun } from "@sincro/worker";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Stage, setStage } from "./stage.fixture.ts";
import { countRecords } from "./truth.fixture.ts";
import { runOver, startedId } from "./until.fixture.ts";

/** A Stripe that none of us wrote; it has no subscriptions, invoices, refunds, disputes and payouts. */
let emulator: Emulator;
let stage: Stage;
const key = "sk_test_emulated";

async function stripe(method: string, path: string, body?: Record<string, string>) {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
    body: body === undefined ? null : new URLSearchParams(body),
  });
  if (!response.ok) throw new Error(`the emulator answered ${response.status} to ${method} ${path}`);
  return await response.json();
}

beforeAll(async () => {
  emulator = await createEmulator({ service: "stripe", port: 0 });
  for (const { id } of (await stripe("GET", "/v1/customers")).data) await stripe("DELETE", `/v1/customers/${id}`);
  for (let n = 1; n <= 250; n += 1)
    await stripe("POST", "/v1/customers", { name: `Persona ${n}`, email: `persona${n}@example.es` });
  stage = await setStage();
});
afterAll(async () => {
  await stage.end();
  await emulator.close();
});

it("F32 · all 250 customers of a Stripe that we did not write arrive", async () => {
  const store = connectPostgres(stage.database.url);
  const got = await startRun(store, { source: "stripe", mode: "full" });
  if (got.outcome !== "started") throw new Error(got.outcome);
  const connection = { credentials: { STRIPE_SECRET_KEY: key }, baseUrl: emulator.url };
  const outcome = await runSlice({ store, source: stripeSource, connection, run: got.run, streams: ["customers"] });
  await store.close();
  expect(outcome).toMatchObject({ kind: "completed", run: { total_fetched: 250, total_inserted: 250 } });
  expect(await countRecords(stage.database.url)).toBe(250);
});

it("F31 · the whole source against it fails and says at which list; it is never `completed`", async () => {
  const { client } = await stage.serve({ STRIPE_SECRET_KEY: key, STRIPE_API_BASE: emulator.url });
  const run = await runOver(client, await startedId(client));
  expect(run).toMatchObject({ status: "failed", error_code: "provider_rejected" });
  expect(run.error_message).toMatch(/\/v1\/(subscriptions|invoices|refunds|disputes|payouts) answered 404/);
});
