import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestDatabase, testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ran, type Serving, sincro, startServe, temporaryHome } from "./serve.fixture.ts";
import { until } from "./until.fixture.ts";

const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;

describe("a night without anybody", () => {
  let home: Awaited<ReturnType<typeof temporaryHome>>;
  let database: TestDatabase;
  let admin: Client;
  let one: Serving;
  let two: Serving;
  let env: Record<string, string>;
  const received: string[] = [];
  const receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      // It stands for the provider too, which takes no key.
      if (!request.url?.startsWith("/services/")) return response.writeHead(401).end("{}");
      received.push(body);
      return response.end("ok");
    });
  });

  beforeAll(async () => {
    await once(receiver.listen(0, "127.0.0.1"), "listening");
    const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    home = await temporaryHome();
    database = await testDatabase();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query(
      `do $$ begin execute format('alter database %I set sincro.sweep_ms = 100', current_database()); end $$`,
    );
    env = {
      DATABASE_URL: database.url,
      SINCRO_WEBHOOK_URL: `http://${host}/services/very-secret`,
      SINCRO_WEBHOOK_SECRET: secret,
      SINCRO_WEBHOOK_ALLOW: host,
      SINCRO_KEEP: "30d",
      // A key that the provider refuses: what is scheduled fails.
      STRIPE_SECRET_KEY: "sk_test_0123456789",
      STRIPE_API_BASE: `http://${host}`,
    };
    [one, two] = await Promise.all([startServe(home.dir, env), startServe(home.dir, env)]);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), two.stop()]);
    receiver.close();
    receiver.closeAllConnections();
    await admin.end();
    await database.drop();
    await home.remove();
  });

  const command = (...args: string[]) =>
    ran(sincro(home.dir, args, { ...env, SINCRO_PORT: new URL(one.origin).port, LANG: "es_ES.UTF-8" }));

  it("what is scheduled is started once by two servers, its failure is told once, and the doctor is content", async () => {
    const set = await command("schedule", "set", "stripe", "0 3 * * *", "--time-zone", "Europe/Madrid");
    expect(set).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Stripe.*todos los días a las 3:00 \(Europe\/Madrid\)\. Próxima: /),
    });
    expect(await command("schedule", "set", "stripe", "whenever")).toMatchObject({ code: 1 });
    // It is three o'clock.
    await admin.query("update sync_schedules set next_at = sync_now() - interval '3 days'");
    const [told] = await until("the webhook", async () => (received.length > 0 ? received : null));
    const { runs } = await one.client.runs({ source: "stripe" });
    expect(runs).toMatchObject([{ mode: "7d", started_by: "schedule:0 3 * * *", status: "failed" }]);
    expect(JSON.parse(told ?? "")).toMatchObject({ type: "run.failed", data: { run: { id: runs[0]?.id } } });
    const list = await command("schedule", "list");
    expect(list.stdout).toMatch(/^Stripe .*próxima: .*última: .*se inició/m);
    const pruned = await admin.query("select pruned_at from sync_sweeper");
    expect(pruned.rows[0]?.pruned_at).not.toBeNull();
    expect((await command("doctor")).stdout).toMatch(/^bien +Webhook +avisa de los fallos/m);
    // More sweeps of both tell no more.
    const before = (await one.client.policy()).sweptAt;
    await until("another sweep", async () => (await one.client.policy()).sweptAt !== before);
    expect(received).toHaveLength(1);
    expect(await command("schedule", "remove", "stripe")).toMatchObject({ code: 0, stdout: "Se quitó un horario.\n" });
    expect(await command("schedule", "remove", "stripe")).toMatchObject({ code: 1 });
  });

  it("an alert that nobody took to the end is an error of the doctor, without the webhook's address", async () => {
    await admin.query(
      "update sync_alerts set sent_at = null, given_up_at = sync_now(), last_error = 'HTTP 500', attempts = 12",
    );
    const { code, stdout } = await command("doctor");
    expect(stdout).toMatch(/^error +Webhook +1 avisos sin entregar .*HTTP 500/m);
    expect(stdout).not.toContain("very-secret");
    expect(code).toBe(1);
  });

  it("prune says how many before it deletes them, and wants to know how long to keep", async () => {
    expect(await command("prune", "--keep", "1h", "--dry-run")).toMatchObject({
      code: 0,
      stdout: "Se borrarían 0 ejecuciones.\n",
    });
    expect(await command("prune")).toMatchObject({ code: 0, stdout: "Se borraron 0 ejecuciones.\n" });
    expect(await command("prune", "--keep", "soon")).toMatchObject({ code: 2 });
  });

  it("lives and is ready; without its database it lives and is not ready; its log is for programs, without secrets", async () => {
    const asked = async (path: string) => {
      const response = await fetch(`${one.origin}${path}`);
      return { status: response.status, body: await response.json() };
    };
    expect(await asked("/healthz")).toEqual({ status: 200, body: { alive: true, ready: true } });
    await until("readiness", async () => (await asked("/readyz")).status === 200);
    await admin.query("alter table sync_sweeper rename to sync_sweeper_away");
    const down = await until("no sweep", async () => {
      const found = await asked("/readyz");
      return found.status === 503 && found;
    });
    expect(down.body).toEqual({ ready: false, database: "unreachable", schema: "unknown", sweep: "unknown" });
    expect((await asked("/healthz")).status).toBe(200);
    await until("a line of the log", async () => one.output().includes('"event":"sweep"'));
    await admin.query("alter table sync_sweeper_away rename to sync_sweeper");
    await until("readiness", async () => (await asked("/readyz")).status === 200);
    const lines = one
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{"));
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), level: expect.any(String) });
    expect(one.output()).not.toMatch(/very-secret|sk_test_0123456789|whsec_/);
  });
});
