// A provider in a process of its own, as far away as a real one: what it does is no time of whoever is measured.
import { createGhlFake, createPaypalFake, createStripeFake } from "@sincro/fakes";
import type { Case } from "./cases.ts";

/** What the measuring side is told. */
export type Told =
  | {
      readonly kind: "ready";
      readonly baseUrl: string;
      readonly credentials: Readonly<Record<string, string>>;
      readonly records: number;
    }
  | { readonly kind: "log"; readonly answers: number; readonly refused: number };

const latencyMs = 300;
const { source, counts, streams, days = 0 }: Case = JSON.parse(process.argv[2] ?? "");

async function providerOf() {
  if (source === "stripe") {
    const fake = createStripeFake({ counts, faults: { latencyMs, limit: { total: 100, perPath: 25 } } });
    const records = streams.reduce((sum, name) => sum + fake.count(name as "customers"), 0);
    return { fake, records, credentials: { STRIPE_SECRET_KEY: fake.key } };
  }
  if (source === "ghl") {
    const fake = createGhlFake({ counts, faults: { latencyMs, limit: { total: 100, perMs: 10_000 } } });
    // It sorts its contacts at the first search: before anybody waits for that.
    const body = JSON.stringify({
      locationId: fake.locationId,
      pageLimit: 1,
      sort: [{ field: "dateAdded", direction: "asc" }],
    });
    const headers = { authorization: `Bearer ${fake.key}`, version: "2021-07-28", "content-type": "application/json" };
    const sorted = await fake.fetch("http://ghl/contacts/search", { method: "POST", headers, body });
    if (!sorted.ok) throw new Error(`GoHighLevel: ${await sorted.text()}`);
    return {
      fake,
      records: fake.count("contacts"),
      credentials: { GHL_API_KEY: fake.key, GHL_LOCATION_ID: fake.locationId },
    };
  }
  const fake = createPaypalFake({
    counts: { transactions: 0, subscriptions: 0 },
    faults: { latencyMs, limit: { total: 50, perMs: 60_000 } },
  });
  const { transactions = 0 } = counts;
  const nowS = Math.floor(Date.now() / 1_000);
  for (let n = transactions; n > 0; n--)
    fake.createTransaction({ at: nowS - Math.floor((n * days * 86_400) / (transactions + 1)) });
  const credentials = { PAYPAL_CLIENT_ID: fake.clientId, PAYPAL_CLIENT_SECRET: fake.clientSecret };
  return { fake, records: fake.count().transactions, credentials };
}

const { fake, records, credentials } = await providerOf();
const server = await fake.listen();
const tell = (told: Told) => process.send?.(told);
process.once("message", () => {
  const answers = fake.log.entries.filter(({ status }) => status !== null);
  tell({ kind: "log", answers: answers.length, refused: answers.filter(({ status }) => status === 429).length });
  void server.close().then(() => process.disconnect());
});
tell({ kind: "ready", baseUrl: server.url, credentials, records });
