import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createStripeFake } from "@sincro/fakes";
import { describePostgres, testDatabase } from "@sincro/store/testing";
import { Pool } from "pg";
import { expect, it, onTestFinished } from "vitest";
import { until } from "../../../edge/src/testing/until.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

/** A crontab's call: a process of its own. */
function call(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [main], { env: { ...env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, output }));
  return { ended, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

describePostgres("a plain Node script that a crontab calls", (version) => {
  async function setUp() {
    const database = await testDatabase({ version });
    const admin = new Pool({ connectionString: database.adminUrl });
    // A lost worker is noticed in two seconds.
    const name = new URL(database.url).pathname.slice(1);
    await admin.query(`alter database ${name} set sincro.lease_ms = '2000'`);
    await admin.query(`alter database ${name} set sincro.beat_ms = '400'`);
    const stripe = createStripeFake({ seed: 5 });
    const provider = await stripe.listen();
    onTestFinished(async () => {
      await provider.close();
      await admin.end();
      await database.drop();
    });
    const env = { DATABASE_URL: database.url, STRIPE_SECRET_KEY: stripe.key, STRIPE_API_BASE: provider.url };
    const ids = async () => {
      const found = await admin.query<{ id: string }>("select external_id as id from sync_records");
      return found.rows.map(({ id }) => id).sort();
    };
    const runs = async () => (await admin.query("select status, slice from sync_runs order by started_at")).rows;
    const charges = stripe.objects("charges").map(({ id }) => id);
    return { admin, stripe, env, ids, runs, charges };
  }

  it("F14 · two at once: one works, the other says so and ends well; every object is there once", async () => {
    const { stripe, env, ids, runs, charges } = await setUp();
    stripe.gate.close();
    const both = [call(env), call(env)];
    await stripe.gate.untilHeld(1);
    const first = await Promise.race(both.map(({ ended }) => ended));
    expect(first).toMatchObject({ code: 0, output: "another call has it, or it waits for its time\n" });
    stripe.gate.open();
    const all = await Promise.all(both.map(({ ended }) => ended));
    const done = { code: 0, signal: null, output: `completed: ${charges.length} fetched\n` };
    expect(all).toContainEqual(done);
    expect(await runs()).toEqual([{ status: "completed", slice: "1" }]);
    const pages = stripe.log.entries.map(({ query }) => query.starting_after);
    expect(new Set(pages).size).toBe(pages.length);
    expect(await ids()).toEqual(charges.toSorted());
  });

  it("F1 · kill -9 in mid-page: a later call goes on from the cursor, and nothing is lost or doubled", async () => {
    const { stripe, env, ids, runs, charges } = await setUp();
    stripe.gate.close();
    const first = call(env);
    for (const page of [1, 2]) {
      await stripe.gate.untilHeld(1);
      stripe.gate.release();
      await until(`page ${page}`, async () => (await ids()).length === 100 * page);
    }
    await stripe.gate.untilHeld(1);
    first.kill("SIGKILL");
    expect(await first.ended).toMatchObject({ signal: "SIGKILL" });
    stripe.gate.open();
    stripe.log.clear();
    const said = await until("the call that goes on", async () => {
      const { code, output } = await call(env).ended;
      expect(code).toBe(0); // the calls before the lease is over have nothing to do
      return output.startsWith("completed") && output;
    });
    expect(said).toBe(`completed: ${charges.length} fetched\n`);
    expect(stripe.log.entries[0]?.query.starting_after).toBe(charges[199]);
    expect(await runs()).toEqual([{ status: "completed", slice: "2" }]);
    expect(await ids()).toEqual(charges.toSorted());
  });

  it("F46 · asked to end, it hands the run over after the page in flight, and the next call goes on at once", async () => {
    const { stripe, env, ids, runs, charges } = await setUp();
    stripe.gate.close();
    const first = call(env);
    await stripe.gate.untilHeld(1);
    first.kill("SIGTERM");
    stripe.gate.open();
    expect(await first.ended).toMatchObject({ code: 0, output: "the next call goes on\n" });
    expect(await runs()).toEqual([{ status: "continuing", slice: "1" }]);
    expect(await call(env).ended).toMatchObject({ code: 0, output: `completed: ${charges.length} fetched\n` });
    expect(await ids()).toEqual(charges.toSorted());
  });

  it("a wrong key is worth a mail, and is not in it", async () => {
    const { env } = await setUp();
    const { code, output } = await call({ ...env, STRIPE_SECRET_KEY: "sk_test_wrong1234" }).ended;
    expect({ code, output }).toEqual({ code: 1, output: "failed: the key was refused\n" });
  });
});

it("without its settings it says which, and ends with 2", async () => {
  expect(await call({}).ended).toMatchObject({ code: 2, output: "set DATABASE_URL and STRIPE_SECRET_KEY\n" });
});
