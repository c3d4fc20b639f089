import { invariants, liveness } from "@sincro/store/invariants";
import { postgresStore } from "@sincro/store/postgres";
import { type TestDatabase, testDatabase } from "@sincro/store/testing";
import { Client, Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ran, sincro, startServe, temporaryHome } from "./serve.fixture.ts";

const promises = [...invariants, ...liveness];
let database: TestDatabase;
let home: Awaited<ReturnType<typeof temporaryHome>>;
let runId: string;

const doctor = (LANG: string, ...more: readonly string[]) =>
  ran(sincro(home.dir, ["doctor", "--check", ...more], { DATABASE_URL: database.url, LANG }));

async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  await client.query("set session_replication_role = replica");
  await client.query(sql);
  await client.end();
}

beforeAll(async () => {
  database = await testDatabase();
  home = await temporaryHome();
  const pool = new Pool({ connectionString: database.url });
  const started = await postgresStore(pool).start({ source: "stripe", worker: "w1" });
  runId = started.outcome === "started" ? started.run.id : "";
  await pool.end();
});
afterAll(async () => {
  await database.drop();
  await home.remove();
});

describe("doctor --check", () => {
  it("says of every promise that it holds; exit code 0", async () => {
    const { code, stdout } = await doctor("en_US.UTF-8");
    expect(code).toBe(0);
    for (const { name, promise } of promises) expect(stdout).toContain(`✓ ${name.padEnd(26)} ${promise}`);
    expect(stdout).toContain(`All ${promises.length} promises hold.`);
  });

  it("F9 · names the promise that is broken and the run; exit code 1; in Spanish, and as JSON", async () => {
    await asAdmin("update sync_runs set deadline_at = null");
    const { code, stdout } = await doctor("es_MX.UTF-8");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ active-has-deadline +Toda ejecución activa tiene un plazo\.$/m);
    expect(stdout).toContain(`${runId}  running without deadline_at`);
    expect(stdout).toMatch(/^✓ one-active-run/m);
    const json = await doctor("en_US.UTF-8", "--json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toContainEqual({
      invariant: "active-has-deadline",
      promise: "Every active run has a deadline.",
      holds: false,
      violations: [{ runId, detail: "running without deadline_at" }],
    });
  });

  it("asks the embedded database, beside the server that runs it and without one", async () => {
    const own = await temporaryHome();
    const server = await startServe(own.dir);
    const beside = await ran(sincro(own.dir, ["doctor", "--check"]));
    await server.stop();
    const alone = await ran(sincro(own.dir, ["doctor", "--check"]));
    await own.remove();
    expect([beside.code, alone.code]).toEqual([0, 0]);
    expect(alone.stdout).toBe(beside.stdout);
    expect(alone.stdout).toContain(`All ${promises.length} promises hold.`);
  });

  it("a database without Sincro's tables: exit code 2 that says what to do", async () => {
    const empty = await testDatabase({ migrate: false });
    const result = await ran(sincro(home.dir, ["doctor", "--check"], { DATABASE_URL: empty.url }));
    await empty.drop();
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining("sincro migrate") });
  });

  it("no database at all: exit code 1, and no password in the words", async () => {
    const result = await ran(
      sincro(home.dir, ["doctor", "--check"], { DATABASE_URL: "postgres://u:secret@127.0.0.1:1/x" }),
    );
    expect(result.code).toBe(1);
    expect(result.stdout + result.stderr).not.toContain("secret");
  });
});
