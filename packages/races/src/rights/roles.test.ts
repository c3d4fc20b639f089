import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "@sincro/functions";
import { migrate } from "@sincro/store/migrations";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/rights.md"), "utf8");

describePostgres("who is an operator", (version) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase({ version });
  });
  afterEach(() => database.drop());

  async function query(url: string, sql: string, values: readonly unknown[] = []) {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql, [...values])).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  }
  const isOperator = async (claims: unknown) => {
    const text = claims === null ? "" : JSON.stringify(claims);
    const asked = "select sync_is_operator() as yes from (select set_config('request.jwt.claims', $1, false)) claims";
    return (await query(database.url, asked, [text]))[0]?.yes;
  };
  const inRole = (role: unknown) => isOperator({ app_metadata: { role } });

  it("F58 · the functions and the database have the same operators by default", async () => {
    const { operatorRoles } = readConfig({});
    for (const role of [...operatorRoles, "operator", "admin", "owner", "authenticated", "", "Operator"]) {
      expect([role, await inRole(role)]).toEqual([role, operatorRoles.includes(role)]);
    }
  });

  it("F58 · nobody is one without a role that Supabase gave", async () => {
    const nobodies = [
      null,
      {},
      { role: "operator" },
      { user_metadata: { role: "operator" } },
      { app_metadata: {} },
      { app_metadata: { role: null } },
      { app_metadata: { role: ["operator"] } },
      { app_metadata: { roles: ["operator"] } },
    ];
    for (const claims of nobodies) expect([claims, await isOperator(claims)]).toEqual([claims, false]);
  });

  it("F58 · a project's own rule, as the page has it, is not written over by migrations", async () => {
    const rule = /^```sql\n(.*?)^```/ms.exec(page)?.[1] ?? "";
    await query(database.url, rule);
    for (let times = 0; times < 2; times += 1) {
      expect([await inRole("owner"), await inRole("support"), await inRole("operator")]).toEqual([true, true, false]);
      await migrate(database.url);
    }
  });

  it("F58 · a setting of the database does the same, and only a superuser may make it", async () => {
    const name = new URL(database.url).pathname.slice(1);
    const setting = `alter database ${name} set sincro.operator_roles = 'owner,support'`;
    await expect(query(database.url, setting)).rejects.toMatchObject({ code: "42501" });
    await query(database.adminUrl, setting);
    expect([await inRole("support"), await inRole("operator")]).toEqual([true, false]);
  });
});
