import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type HealthOptions, healthOf } from "./health.ts";

const now = "2026-11-27T20:00:00.000Z";
const well: HealthOptions = {
  status: async () => ({ now, sweptAt: "2026-11-27T19:57:00.000Z" }),
  migrated: async () => 42,
  expected: 42,
};
const ask = async (options: Partial<HealthOptions>, path = "/readyz", method = "GET") => {
  const response = await healthOf({ ...well, ...options })(new Request(`http://sincro.test${path}`, { method }));
  return response === null ? null : { status: response.status, body: await response.text(), headers: response.headers };
};

describe("health", () => {
  it("/healthz says that the process lives, whatever the database does", async () => {
    const down = () => Promise.reject(new Error("password=hunter2"));
    expect(await ask({ status: down }, "/healthz")).toMatchObject({ status: 200, body: '{"alive":true,"ready":true}' });
  });

  it.each<[string, Partial<HealthOptions>, number, object]>([
    ["all is well", {}, 200, { ready: true, database: "ok", schema: "ok", sweep: "ok" }],
    ["a database that is newer serves older programs", { migrated: async () => 50 }, 200, { schema: "ok" }],
    ["a migration is missing", { migrated: async () => 41 }, 503, { ready: false, schema: "behind" }],
    [
      "nobody has swept for longer",
      { status: async () => ({ now, sweptAt: "2026-11-27T19:56:59.999Z" }) },
      503,
      { sweep: "stopped" },
    ],
    ["nobody has ever swept", { status: async () => ({ now, sweptAt: null }) }, 503, { sweep: "stopped" }],
    ["the database is away", { status: () => Promise.reject(new Error("hunter2")) }, 503, { database: "unreachable" }],
    ["the database hangs", { migrated: () => new Promise(() => {}), patienceMs: 20 }, 503, { database: "unreachable" }],
  ])("/readyz · %s", async (_, options, status, expected) => {
    const found = await ask(options);
    expect(found?.status).toBe(status);
    expect(JSON.parse(found?.body ?? "")).toMatchObject(expected);
    expect(found?.body).not.toContain("hunter2");
    expect(found?.headers.get("cache-control")).toBe("no-store");
  });

  it("a thousand who ask at once ask the database once", async () => {
    let asked = 0;
    let clock = 0;
    const status = async () => {
      asked += 1;
      return well.status();
    };
    const health = healthOf({ ...well, status, now: () => clock });
    const ready = async () => health(new Request("http://sincro.test/readyz"));
    await Promise.all(Array.from({ length: 1_000 }, ready));
    expect(asked).toBe(1);
    clock = 1_001;
    await ready();
    expect(asked).toBe(2);
  });

  it("docs/rights.md says what each caller gets", async () => {
    const page = readFileSync(new URL("../../../../docs/rights.md", import.meta.url), "utf8");
    const [head = "", , row = ""] = (page.split("## Health\n")[1] ?? "")
      .split("\n")
      .filter((line) => line.startsWith("|"));
    const callers = head
      .split("|")
      .slice(2, -1)
      .map((cell) => cell.trim());
    expect(callers).toEqual(["no token", "operator token", "wrong token"]);
    const paths = [...row.matchAll(/`GET ([^`]+)`/g)].map(([, path]) => path ?? "");
    expect(paths).toEqual(["/healthz", "/readyz"]);
    const cells = row
      .split("|")
      .slice(2, -1)
      .map((cell) => Number(cell));
    for (const path of paths) {
      for (const [n, token] of [null, "operator-token-0123456789", "wrong"].entries()) {
        const headers = token === null ? {} : { authorization: `Bearer ${token}` };
        const response = await healthOf(well)(new Request(`http://sincro.test${path}`, { headers }));
        expect(response?.status).toBe(cells[n]);
      }
    }
  });

  it("HEAD has the status alone, other methods are told what there is, other paths are not its own", async () => {
    expect(await ask({}, "/readyz", "HEAD")).toMatchObject({ status: 200, body: "" });
    const posted = await ask({}, "/healthz", "POST");
    expect([posted?.status, posted?.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    expect(await ask({}, "/healthz/x")).toBeNull();
  });
});
