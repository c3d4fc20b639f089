import { isErrorCode } from "@sincro/client";
import { columns, isActive, modes, type SyncRunRow, statuses, yieldReasons } from "@sincro/machine";
import { syncRunRow } from "@sincro/machine/schema";
import { postgresStore } from "@sincro/store/postgres";
import { type TestDatabase, testDatabase } from "@sincro/store/testing";
import * as fc from "fast-check";
import { Client, type DatabaseError, Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { installation, origin, secrets } from "./installation.ts";
import { fuzzRuns } from "./odd.ts";

const id = "11111111-1111-4111-8111-111111111111";
let fuzzed = 0;
let refused = 0;
let database: TestDatabase;
let pool: Pool;
let hand: Client;
beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.url, max: 4 });
  hand = new Client({ connectionString: database.adminUrl });
  await hand.connect();
  // As if there were no guard: what stands in the table then is what older code or a careless hand wrote.
  await hand.query("set session_replication_role = replica");
});
afterAll(async () => {
  console.log(
    `proof: ${fuzzed.toLocaleString("en")} fuzzed rows written by hand, ${refused.toLocaleString("en")} of them refused at the door`,
  );
  await hand.end();
  await pool.end();
  await database.drop();
});

const moments = fc.constantFrom(
  "now",
  "infinity",
  "-infinity",
  "2999-01-01",
  "1970-01-01",
  "0044-03-15 BC",
  "20000-01-01",
);
const odd: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.constantFrom(id, "00000000-0000-0000-0000-000000000000", "no id"),
  text: fc.constantFrom("", "w1", "x".repeat(9_000), "💥", "sql:", "[object Object]"),
  status: fc.constantFrom(...statuses, "canceled", "paused", "", "Running"),
  mode: fc.constantFrom(...modes, "incremental", ""),
  yield: fc.constantFrom(...yieldReasons, "tired", ""),
  time: moments,
  int: fc.constantFrom(
    "0",
    "1",
    "-1",
    "9007199254740992",
    "9223372036854775807",
    "9223372036854775808",
    "NaN",
    "Infinity",
  ),
  bool: fc.constantFrom("true", "false", "maybe"),
  json: fc.constantFrom(
    "null",
    "[]",
    "1",
    '"x"',
    '{"v":99}',
    '{"left":[{"list":null}]}',
    "{",
    "[".repeat(2_000) + "]".repeat(2_000),
  ),
};
const names = Object.entries(columns).filter(([name]) => name !== "id" && name !== "source" && name !== "account");
/** Mostly what the table takes, however odd: what it refuses shows nothing of the readers. */
const likely = (value: fc.Arbitrary<string>) =>
  fc.oneof({ arbitrary: value.filter((one) => !atTheDoor.includes(one)), weight: 6 }, value);
const atTheDoor = [
  "no id",
  "canceled",
  "paused",
  "",
  "Running",
  "incremental",
  "tired",
  "infinity",
  "-infinity",
  "0044-03-15 BC",
  "20000-01-01",
  "-1",
  "9007199254740992",
  "9223372036854775807",
  "9223372036854775808",
  "NaN",
  "Infinity",
  "maybe",
  "{",
];
/** Some columns with values that no program of today would write; null where that is possible, and where it is not. */
const row = fc
  .subarray(names, { minLength: 1, maxLength: 5 })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map(([name, kind]) =>
        fc
          .option(likely(odd[kind.replace("?", "")] ?? fc.constant("")), { freq: 9 })
          .map((value) => [name, value] as const),
      ),
    ),
  );

const stored = async () =>
  (await hand.query<{ row: SyncRunRow }>("select to_jsonb(r) as row from sync_runs r where id = $1", [id])).rows[0]
    ?.row;

async function write(pairs: readonly (readonly [string, string | null])[]): Promise<boolean> {
  await hand.query("delete from sync_runs");
  const list = ["id", "source", ...pairs.map(([name]) => name)];
  const values = list.map((_, index) => `$${index + 1}`);
  try {
    await hand.query(`insert into sync_runs (${list.join(", ")}) values (${values.join(", ")})`, [
      id,
      "stripe",
      ...pairs.map(([, value]) => value),
    ]);
    return true;
  } catch (error) {
    expect((error as DatabaseError).code).toMatch(/^2[23]/);
    return false;
  }
}

it("a row of any making is refused by the table, or read and controlled like any other", async () => {
  const store = postgresStore(pool);
  const each = fc.asyncProperty(row, async (pairs) => {
    fuzzed += 1;
    if (!(await write(pairs))) {
      refused += 1;
      return;
    }
    const { functions, faults } = installation(store);
    const ask = async (method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${secrets.operatorToken}`, "content-type": "application/json" };
      const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      const answer = await functions(new Request(`${origin}/functions/v1/${path}`, init));
      const said = (await answer.json()) as { error?: string };
      expect(faults, `${method} ${path}`).toEqual([]);
      if (answer.status >= 400) expect(said.error).toSatisfy(isErrorCode);
      expect(answer.status).toBeLessThan(500);
      return said;
    };
    const before = await stored();
    expect(syncRunRow.safeParse(before).error?.issues).toBeUndefined();
    for (const path of ["sync-runs", "sync-runs?active=true", `sync-runs/${id}`, "sync-runs/policy"])
      await ask("GET", path);
    const listening = await functions(
      new Request(`${origin}/functions/v1/sync-runs/stream`, {
        headers: { authorization: `Bearer ${secrets.operatorToken}` },
      }),
    );
    expect(listening.status).toBe(200);
    await listening.body?.cancel();
    expect(await stored(), "reading changes nothing").toEqual(before);

    await ask("POST", "sync-command-center", { sweep: true });
    await ask("POST", "fetch-stripe", { resume: id });
    await ask("POST", "fetch-stripe", { mode: "7d" });
    await ask("POST", "sync-command-center", { sweep: true, release: true });
    await ask("POST", "sync-command-center", { forceCancel: true, runId: id });
    await ask("POST", "fetch-stripe", { forceCancel: true });
    const after = await stored();
    if (before !== undefined && isActive(before.status))
      expect(["cancelled", "stale"], "nothing that is stuck cannot be ended").toContain(after?.status);
    else expect(after, "an ended run stays as it is").toEqual(before);
    const { rows } = await pool.query(
      "select source, account from sync_runs where sync_is_active(status) group by 1, 2 having count(*) > 1",
    );
    expect(rows).toEqual([]);
  });
  await fc.assert(each, { numRuns: fuzzRuns(120) });
});
