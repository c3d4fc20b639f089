// node apps/examples/src/custom-source/main.ts: syncs a thousand bookings into memory and says what came of it.
import { memoryStore } from "@sincro/store/memory";
import { runSlice, startRun } from "@sincro/worker";
import { studio } from "./bookings.ts";
import { studioProvider } from "./provider.ts";

const bookings = Array.from({ length: 1_000 }, (_, n) => ({
  id: `bkg_${n}`,
  updated_at: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(),
  customer: `customer ${n % 80}`,
}));
const connection = { credentials: { STUDIO_API_KEY: "demo" }, fetch: studioProvider(bookings, "demo") };

const store = memoryStore();
const got = await startRun(store, { source: studio.manifest.name, mode: "full" });
if (got.outcome !== "started") throw new Error(`not started: ${got.outcome}`);
const outcome = await runSlice({ store, source: studio, connection, run: got.run });
const records = await store.records({ source: studio.manifest.name, account: "default" });
console.log(`${outcome.kind}: ${outcome.run?.total_fetched} fetched, ${records.length} kept`);
