import { createStripeFake } from "@sincro/fakes";
import { createClient } from "@sincro/sources";
import { stripeSource } from "@sincro/sources/stripe";
import { connectPostgres } from "@sincro/store/postgres";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import { createPace, monotonicClock } from "@sincro/worker";
import { afterAll, beforeAll, expect, it } from "vitest";

const workers = 6;
const hands = 4;
const asks = 8;
const endpoints = ["/v1/customers", "/v1/charges", "/v1/invoices", "/v1/refunds"] as const;

describePostgres("workers that share a provider's limits", (version) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase({ version });
  });
  afterAll(() => database.drop());

  /** Asks until its share of the work is done, as a slice of a worker of its own does: own connections, own pace. */
  async function work(fake: ReturnType<typeof createStripeFake>, limited: boolean): Promise<void> {
    const store = connectPostgres(database.url);
    const faults: unknown[] = [];
    const pace = createPace({
      store,
      scope: { source: "stripe", account: "default" },
      manifest: stripeSource.manifest,
      clock: monotonicClock,
      random: Math.random,
      onFault: (fault) => void faults.push(fault),
    });
    const client = createClient({
      title: "Stripe",
      baseUrl: "https://api.stripe.test",
      headers: { authorization: `Bearer ${fake.key}` },
      secrets: [fake.key],
      readProblem: () => ({}),
      connection: {
        signal: new AbortController().signal,
        fetch: fake.fetch,
        ...(limited ? { pace } : { limits: { retries: 0 } }),
      },
    });
    const hand = async (first: number) => {
      for (let n = 0; n < asks; n += 1) {
        const answer = client.get(endpoints[(first + n) % endpoints.length] as string, { limit: 1 }, (body) => body);
        await (limited ? answer : answer.catch(() => null));
      }
    };
    await Promise.all(Array.from({ length: hands }, (_, first) => hand(first)));
    expect(faults).toEqual([]);
    await store.close();
  }

  async function refusedOf(limited: boolean) {
    const faults = { limit: { perPath: 25, total: 100 } };
    const fake = createStripeFake({ faults });
    await Promise.all(Array.from({ length: workers }, () => work(fake, limited)));
    const { entries } = fake.log;
    return { answers: entries.length, refused: entries.filter(({ status }) => status === 429).length };
  }

  it("F48 · six workers side by side, each with hands of its own: hardly any answer is 429", async () => {
    const { answers, refused } = await refusedOf(true);
    console.log(`proof: ${answers} requests of ${workers} workers at a provider that counts, ${refused} refused`);
    expect(answers).toBeGreaterThanOrEqual(workers * hands * asks);
    expect(refused / answers).toBeLessThanOrEqual(0.01);
  });

  it("F48 · without turns the same provider refuses most of it: the test could fail", async () => {
    const { answers, refused } = await refusedOf(false);
    expect(refused / answers).toBeGreaterThan(0.2);
  });
});
