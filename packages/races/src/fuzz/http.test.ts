import { isErrorCode } from "@sincro/client";
import { problem } from "@sincro/client/contract";
import type { RunStore } from "@sincro/store";
import { memoryStore } from "@sincro/store/memory";
import { postgresStore } from "@sincro/store/postgres";
import { testDatabase } from "@sincro/store/testing";
import * as fc from "fast-check";
import { Pool } from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { installation, secrets } from "./installation.ts";
import { fuzzRuns } from "./odd.ts";
import { type OddRequest, oddRequest, requestOf } from "./requests.ts";

let fuzzed = 0;
afterAll(() => console.log(`proof: ${fuzzed.toLocaleString("en")} fuzzed HTTP requests`));

/** Everything that a request could have changed. */
async function everything(store: RunStore): Promise<unknown> {
  const { runs } = await store.list({ limit: 500 });
  return [runs, await Promise.all(runs.map(({ id }) => store.events(id)))];
}

async function hold(store: RunStore, odd: OddRequest): Promise<void> {
  const request = requestOf(odd);
  if (request === null) return;
  fuzzed += 1;
  const { functions, faults } = installation(store);
  const before = await everything(store);
  const answer = await functions(request);
  if (answer.headers.get("content-type") === "text/event-stream") {
    await answer.body?.cancel();
    return;
  }
  const text = await answer.text();
  expect(faults, "nothing broke on our side").toEqual([]);
  expect(answer.status).toBeLessThan(500);
  for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  if (answer.status < 400) return;
  if (odd.method !== "HEAD") {
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const said = problem.parse(JSON.parse(text));
    expect(said.status).toBe(answer.status);
    expect(said.error).toSatisfy(isErrorCode);
  }
  expect(await everything(store), "a refused request changes nothing").toEqual(before);
}

/** Some runs for requests to meet: one that is held, one that ended. */
async function furnished<S extends RunStore>(store: S): Promise<S> {
  await store.start({ source: "stripe", worker: "w1" });
  const ended = await store.start({ source: "paypal", account: "mexico" });
  if (ended.outcome === "started") await store.cancel({ runId: ended.run.id }, "ana");
  return store;
}

describe("any request at all is answered in words that are known, and a refused one changes nothing", () => {
  it("over the memory store", async () => {
    const each = fc.asyncProperty(oddRequest, async (odd) => hold(await furnished(memoryStore()), odd));
    await fc.assert(each, { numRuns: fuzzRuns(1_500) });
  });

  it("over PostgreSQL", async () => {
    const database = await testDatabase();
    const pool = new Pool({ connectionString: database.url, max: 4 });
    try {
      const store = await furnished(postgresStore(pool));
      const each = fc.asyncProperty(oddRequest, (odd) => hold(store, odd));
      await fc.assert(each, { numRuns: fuzzRuns(400) });
    } finally {
      await pool.end();
      await database.drop();
    }
  });
});
