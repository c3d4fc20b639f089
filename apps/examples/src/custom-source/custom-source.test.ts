import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { memoryStore } from "@sincro/store/memory";
import { runSlice, startRun } from "@sincro/worker";
import { expect, it } from "vitest";
import { studio } from "./bookings.ts";
import { type Booking, studioProvider } from "./provider.ts";

const key = "studio-key-1234";
const bookingAt = (n: number): Booking => ({
  id: `bkg_${n}`,
  updated_at: new Date(Date.UTC(2026, 0, 1) + n * 600_000).toISOString(),
  customer: `customer ${n % 80}`,
});

async function synced(fetch: typeof globalThis.fetch) {
  const store = memoryStore();
  const got = await startRun(store, { source: "studio", mode: "full" });
  if (got.outcome !== "started") throw new Error(got.outcome);
  const connection = { credentials: { STUDIO_API_KEY: key }, fetch };
  const outcome = await runSlice({ store, source: studio, connection, run: got.run });
  return { outcome, records: await store.records({ source: "studio", account: "default" }) };
}

it("a source of one's own gets every object once, though its windows are read side by side", async () => {
  const bookings = Array.from({ length: 2_345 }, (_, n) => bookingAt(n));
  const { outcome, records } = await synced(studioProvider(bookings, key));
  expect(outcome).toMatchObject({ kind: "completed", run: { total_fetched: 2_345, total_inserted: 2_345 } });
  expect(records.map(({ external_id }) => external_id).sort()).toEqual(bookings.map(({ id }) => id).sort());
});

it("a wrong key is a failure that says so", async () => {
  const { outcome } = await synced(studioProvider([], "another"));
  expect(outcome).toMatchObject({ kind: "failed", error: { code: "credentials_refused" } });
  expect(JSON.stringify(outcome)).not.toContain(key);
});

it("its connection is tested without starting anything", async () => {
  const connection = { credentials: { STUDIO_API_KEY: key }, signal: new AbortController().signal };
  const fetch = studioProvider([], key);
  expect(await studio.test({ ...connection, fetch })).toEqual({ ok: true, account: "Estudio Mariposa" });
});

it("takes less than 150 lines", () => {
  const lines = readFileSync(new URL("bookings.ts", import.meta.url), "utf8").split("\n");
  expect(lines.length).toBeLessThan(150);
});

it("runs as it stands", () => {
  const said = execFileSync(process.execPath, [`${import.meta.dirname}/main.ts`], { encoding: "utf8" });
  expect(said).toBe("completed: 1000 fetched, 1000 kept\n");
});
