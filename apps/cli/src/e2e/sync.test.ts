import { afterEach, expect, it } from "vitest";
import { token } from "./serve.fixture.ts";
import { type Stage, setStage } from "./stage.fixture.ts";
import { expectCompleteHistory, expectEverything, objectsOf } from "./truth.fixture.ts";
import { runOver, startedId, until } from "./until.fixture.ts";

let stage: Stage;
afterEach(async () => await stage.end());

const thousands = { scale: 5 };

it("F1, F27, F32, F46 · 5,000 objects in slices of a second: through `continuing` many times, every row once, counters exact", async () => {
  stage = await setStage({ fake: { ...thousands, faults: { latencyMs: 120 } } });
  const { client } = await stage.serve({ SINCRO_SLICE_MS: "1000" });
  const id = await startedId(client);
  const run = await runOver(client, id);
  expect(run).toMatchObject({ status: "completed", error_code: null, total_skipped: 0, total_updated: 0 });
  const expected = objectsOf(stage.fake).length;
  expect(expected).toBeGreaterThanOrEqual(5_000);
  expect(run.total_fetched).toBe(expected);
  expect(run.total_inserted).toBe(expected);
  await expectEverything(stage.database.url, stage.fake);
  const { events } = await client.run(id);
  expect(
    events.filter(({ event, to_status }) => event === "YIELD" && to_status === "continuing").length,
  ).toBeGreaterThanOrEqual(5);
  await expectCompleteHistory(stage.database.url, run, events);
});

it("F31, F47 · the same with every seventh answer broken in one of four ways: complete all the same", async () => {
  stage = await setStage({
    fake: {
      ...thousands,
      faults: {
        rules: [
          { kind: "rate_limited", retryAfterS: 1, every: 31, times: 4 },
          { kind: "status", status: 503, every: 7 },
          { kind: "truncated", every: 11 },
          { kind: "closed", every: 13 },
        ],
      },
    },
  });
  const { client } = await stage.serve({ SINCRO_SLICE_MS: "3000" });
  const id = await startedId(client);
  const run = await runOver(client, id);
  expect(run.status).toBe("completed");
  await expectEverything(stage.database.url, stage.fake);
  await expectCompleteHistory(stage.database.url, run, (await client.run(id)).events);
});

it("F37 · a second sync of the same data writes nothing", async () => {
  stage = await setStage();
  const { client } = await stage.serve();
  await runOver(client, await startedId(client));
  const again = await runOver(client, await startedId(client));
  expect(again).toMatchObject({
    status: "completed",
    total_inserted: 0,
    total_updated: 0,
    total_skipped: again.total_fetched,
  });
});

it("F2 · the caller hangs up at once: the run goes on to its end", async () => {
  stage = await setStage({ fake: { faults: { latencyMs: 50 } } });
  const { client, origin } = await stage.serve();
  const gone = new AbortController();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const call = fetch(`${origin}/functions/v1/fetch-stripe`, {
    method: "POST",
    headers,
    body: '{"mode":"full"}',
    signal: gone.signal,
  });
  call.catch(() => {});
  const run = await until("the run", async () => (await client.runs()).runs[0]);
  gone.abort();
  expect(await runOver(client, run.id)).toMatchObject({ status: "completed" });
  await expectEverything(stage.database.url, stage.fake);
});
