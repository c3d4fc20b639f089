import { afterEach, expect, it } from "vitest";
import { type Stage, setStage } from "./stage.fixture.ts";
import { countRecords } from "./truth.fixture.ts";
import { runWhen, startedId } from "./until.fixture.ts";

let stage: Stage;
afterEach(async () => await stage.end());

/** A run that has committed pages and whose next one the provider holds back. */
async function heldInMidPage() {
  stage = await setStage({ policy: { beatMs: 500 } });
  const server = await stage.serve();
  stage.fake.gate.close();
  const id = await startedId(server.client);
  for (let page = 1; page <= 3; page += 1) {
    await stage.fake.gate.untilHeld(1);
    stage.fake.gate.release();
  }
  await runWhen(server.client, id, "pages", ({ commit_seq }) => commit_seq >= 2);
  await stage.fake.gate.untilHeld(1);
  return { ...server, id };
}

it("F21 · cancel in mid-page: not one row after its answer, though the provider answers later; the worker's stop is on record", async () => {
  const { client, id } = await heldInMidPage();
  const answer = await client.cancel({ runId: id, reason: "no hace falta" });
  const atAnswer = await countRecords(stage.database.url);
  expect(answer).toMatchObject({
    cancelled: 1,
    receipt: [{ runId: id, from: "running", to: "cancelled", cancelled: true }],
  });
  stage.fake.gate.open();
  const run = await runWhen(client, id, "the worker's receipt", ({ stopped_at }) => stopped_at !== null);
  expect(run).toMatchObject({ status: "cancelled", error_message: "no hace falta", ended_by: "operator" });
  const stopped = (await client.run(id)).events.find(({ event }) => event === "STOPPED");
  expect(stopped?.ms).toBeLessThan(5_000);
  expect(await countRecords(stage.database.url)).toBe(atAnswer);
  // What it fetched before is kept, and a new run may begin at once.
  expect(atAnswer).toBeGreaterThan(0);
  expect((await client.sync("stripe", { mode: "7d" })).kind).toBe("started");
});

it("F18 · cancel and restart in mid-page: one new run, which alone writes", async () => {
  const { client, id } = await heldInMidPage();
  const result = await client.sync("stripe", { mode: "full", onConflict: "restart" });
  stage.fake.gate.open();
  const next = result.kind === "started" ? (result.body.syncRunId as string) : "";
  expect(next).not.toBe(id);
  expect(result.body.runs).toMatchObject([{ outcome: "started", cancelled: [id] }]);
  expect(await runWhen(client, next, "its end", ({ status }) => status === "completed")).toMatchObject({
    mode: "full",
  });
  const { events } = await client.run(id);
  const cancelled = events.findIndex(({ event }) => event === "CANCEL");
  expect(events.slice(cancelled + 1).filter(({ event, applied }) => event === "COMMIT" && applied)).toEqual([]);
});

it("F24 · cancelling one source's run by its id leaves the others; cancelling what is over changes nothing", async () => {
  const { client, id } = await heldInMidPage();
  expect((await client.cancel({ sources: ["stripe"] })).cancelled).toBe(1);
  expect(await client.cancel({ runId: id })).toMatchObject({
    cancelled: 0,
    receipt: [{ runId: id, cancelled: false, to: "cancelled" }],
  });
  expect(await client.cancel({ all: true })).toMatchObject({ cancelled: 0, receipt: [] });
  stage.fake.gate.open();
});
