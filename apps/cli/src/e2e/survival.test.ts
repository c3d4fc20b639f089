import { createStripeFake } from "@sincro/fakes";
import { embeddedOwner } from "@sincro/store/server";
import { databaseOn, startCluster } from "@sincro/store/testing";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { ran, type Serving, sincro, startServe, temporaryHome } from "./serve.fixture.ts";
import { type Stage, setStage } from "./stage.fixture.ts";
import { expectCompleteHistory, expectEverything, looking, objectsOf } from "./truth.fixture.ts";
import { runOver, runWhen, startedId } from "./until.fixture.ts";

/** A lease of two seconds and a sweep every half: what takes ninety seconds by default takes less than three here. */
const impatient = { leaseMs: 2_000, beatMs: 400, sweepMs: 500, pickupGraceMs: 1_500 };
const slowly = { scale: 4, faults: { latencyMs: 80 } };

describe("with a database of one's own", () => {
  let stage: Stage;
  afterEach(async () => await stage.end());

  it("F1 · kill -9 of the process that holds the run: a second server goes on from its cursor, nothing lost or doubled", async () => {
    stage = await setStage({ fake: slowly, policy: impatient });
    const first = await stage.serve();
    const second = await stage.serve();
    const id = await startedId(first.client);
    const before = await runWhen(first.client, id, "some pages", ({ commit_seq }) => commit_seq >= 5);
    const killedAt = Date.now();
    await first.kill9();
    const taken = await runWhen(second.client, id, "another slice", ({ slice }) => slice > before.slice);
    expect(Date.now() - killedAt).toBeLessThan(impatient.leaseMs + impatient.sweepMs + 3_000);
    expect(taken.commit_seq).toBeGreaterThanOrEqual(before.commit_seq);
    const run = await runOver(second.client, id);
    expect(run).toMatchObject({ status: "completed", total_fetched: objectsOf(stage.fake).length });
    await expectEverything(stage.database.url, stage.fake);
    const { events } = await second.client.run(id);
    expect(events.filter(({ event }) => event === "EXPIRE")).toHaveLength(1);
    await expectCompleteHistory(stage.database.url, run, events);
    const lines = { en_US: /Lost slices +1 in 24 hours/, es_MX: /Tramos perdidos +1 en 24 horas/ };
    for (const [LANG, line] of Object.entries(lines)) {
      const doctor = await stage.sincro(["doctor"], { LANG: `${LANG}.UTF-8` });
      expect(doctor.stdout).toMatch(line);
    }
  });
});

it("F8 · PostgreSQL restarts as after a power cut, in mid-run: the run goes on and is complete", async () => {
  const cluster = await startCluster({ version: 15, fsync: true });
  const stage = await setStage({ fake: slowly, policy: impatient, database: databaseOn(cluster) });
  const { client } = await stage.serve();
  const id = await startedId(client);
  await runWhen(client, id, "some pages", ({ commit_seq }) => commit_seq >= 5);
  await cluster.crash();
  await expect(client.runs()).rejects.toMatchObject({ code: "store_unreachable", status: 503 });
  await cluster.start();
  const run = await runOver(client, id);
  expect(run).toMatchObject({ status: "completed", total_fetched: objectsOf(stage.fake).length });
  await expectEverything(stage.database.url, stage.fake);
  await stage.end();
  await cluster.stop();
});

describe("with the embedded database", () => {
  async function embedded() {
    const home = await temporaryHome();
    const fake = createStripeFake({ seed: 3, ...slowly });
    const provider = await fake.listen();
    const env = { STRIPE_SECRET_KEY: fake.key, STRIPE_API_BASE: provider.url };
    const servers: Serving[] = [];
    const serve = async () => {
      const server = await startServe(home.dir, env);
      servers.push(server);
      return server;
    };
    onTestFinished(async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await provider.close();
      await home.remove();
    });
    const database = async () => (await embeddedOwner(`${home.dir}/.sincro`))?.url as string;
    return { home, fake, env, serve, database };
  }

  it("kill -9 of a lone server, its PostgreSQL orphaned: the next start recovers and the run goes on", async () => {
    const { serve, database, fake } = await embedded();
    // The numbers hold for connections that begin after they were set: so for the next server's, all of them.
    const before = await serve();
    await looking(await database(), async (client) => {
      for (const [name, ms] of [
        ["lease_ms", 2_000],
        ["sweep_ms", 500],
        ["beat_ms", 400],
      ]) {
        await client.query(`alter database sincro set sincro.${name} = '${ms}'`);
      }
    });
    await before.stop();
    const first = await serve();
    const id = await startedId(first.client);
    await runWhen(first.client, id, "some pages", ({ commit_seq }) => commit_seq >= 3);
    await first.kill9();
    const second = await serve();
    const run = await runOver(second.client, id);
    expect(run).toMatchObject({ status: "completed", total_fetched: objectsOf(fake).length });
    await expectEverything(await database(), fake);
  });

  it("a second start says that one is running and where; Ctrl-C hands the run over, and the next start goes on at once", async () => {
    const { home, serve, env, fake, database } = await embedded();
    const first = await serve();
    const id = await startedId(first.client);
    await runWhen(first.client, id, "some pages", ({ commit_seq }) => commit_seq >= 3);
    const again = await ran(sincro(home.dir, ["serve"], env));
    expect(again.code).toBe(0);
    expect(again.stdout).toContain(`already running here (process ${first.pid}): ${first.origin}/`);
    expect(await first.stop("SIGINT")).toBe(0);
    expect(await embeddedOwner(`${home.dir}/.sincro`)).toBeUndefined();
    const second = await serve();
    const run = await runOver(second.client, id);
    expect(run).toMatchObject({ status: "completed", silences: 0, total_fetched: objectsOf(fake).length });
    const { events } = await second.client.run(id);
    expect(events.filter(({ event }) => event === "EXPIRE")).toEqual([]);
    await expectEverything(await database(), fake);
  });
});
