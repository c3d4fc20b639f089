import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ran, type Serving, sincro, temporaryHome, token } from "./serve.fixture.ts";
import { type Stage, setStage } from "./stage.fixture.ts";
import { looking } from "./truth.fixture.ts";
import { runOver, startedId } from "./until.fixture.ts";

let stage: Stage;
let server: Serving;
const secret = "sk_test_51SecretThatMustNeverBeSeen0123456789";
beforeAll(async () => {
  stage = await setStage();
  server = await stage.serve({ STRIPE_SECRET_KEY: secret });
});
afterAll(async () => await stage.end());

const call = async (path: string, init: RequestInit = {}) => {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(`${server.origin}/functions/v1/${path}`, { method: "POST", headers, ...init });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.json() };
};

describe("F3, F19 · a wrong request", () => {
  it.for([
    ["an unknown key", "fetch-stripe", { body: '{"mode":"7d","forceCancle":true}' }, 400, "unknown_key", "forceCancle"],
    [
      "a cursor of the browser's",
      "fetch-stripe",
      { body: '{"mode":"7d","page":3}' },
      400,
      "server_drives_pages",
      "page",
    ],
    ["a bad mode", "fetch-stripe", { body: '{"mode":"yesterday"}' }, 400, "invalid_request", "mode"],
    [
      "an unknown source",
      "sync-command-center",
      { body: '{"mode":"7d","sources":["braintree"]}' },
      400,
      "unknown_source",
      "braintree",
    ],
    ["an unknown function", "fetch-braintree", { body: "{}" }, 404, "unknown_function", ""],
    ["no JSON", "fetch-stripe", { body: "{mode" }, 400, "malformed_json", ""],
    [
      "an oversized body",
      "fetch-stripe",
      { body: JSON.stringify({ mode: "x".repeat(70_000) }) },
      413,
      "body_too_large",
      "",
    ],
    [
      "no token",
      "fetch-stripe",
      { headers: { "content-type": "application/json" }, body: '{"mode":"7d"}' },
      401,
      "unauthenticated",
      "",
    ],
    [
      "a wrong token",
      "fetch-stripe",
      {
        headers: { authorization: "Bearer nonsense-nonsense", "content-type": "application/json" },
        body: '{"mode":"7d"}',
      },
      401,
      "unauthenticated",
      "",
    ],
    ["another method", "fetch-stripe", { method: "PUT", body: "{}" }, 405, "method_not_allowed", ""],
  ] as const)("%s is a typed problem, and nothing starts", async ([, path, init, status, error, named]) => {
    const answer = await call(path, init);
    expect(answer).toMatchObject({
      status,
      type: expect.stringContaining("application/problem+json"),
      body: { status, error },
    });
    expect(answer.body.title).toBeTruthy();
    expect(JSON.stringify(answer.body)).toContain(named);
    expect((await server.client.runs()).runs).toEqual([]);
  });
});

it("F55 · a key that the provider refuses: the run fails and says so; the key is in no answer, no row and no line of output", async () => {
  expect(await server.client.test("stripe")).toMatchObject({ ok: false, code: "credentials_refused" });
  const id = await startedId(server.client);
  const run = await runOver(server.client, id);
  expect(run).toMatchObject({ status: "failed", error_code: "credentials_refused" });
  const seen = JSON.stringify([run, await server.client.run(id), await server.client.policy()]) + server.output();
  const stored = await looking(stage.database.url, (client) =>
    client.query(
      "select (select json_agg(r)::text from sync_runs r) || (select json_agg(e)::text from sync_run_events e) as text",
    ),
  );
  const text = seen + stored.rows[0].text;
  for (let from = 0; from + 12 <= secret.length; from += 1) expect(text).not.toContain(secret.slice(from, from + 12));
});

it("a key that is missing: 422 that names the variable", async () => {
  const unset = await stage.serve({ STRIPE_SECRET_KEY: "" });
  await expect(unset.client.sync("stripe", { mode: "7d" })).rejects.toMatchObject({
    code: "source_unconfigured",
    status: 422,
    body: { missing: ["STRIPE_SECRET_KEY"] },
  });
  expect(await unset.client.test("stripe")).toMatchObject({
    ok: false,
    configured: false,
    missing: ["STRIPE_SECRET_KEY"],
  });
});

describe("the command line", () => {
  it.for([
    ["an unknown command", ["fly"], {}, 2, "unknown command"],
    ["an unknown source", ["sync", "braintree"], {}, 2, "neither a source (stripe"],
    ["a bad mode", ["sync", "stripe", "--mode", "yesterday"], {}, 2, "Allowed choices"],
    ["cancel of nothing in particular", ["cancel"], {}, 2, "--all"],
    ["a wrong number", ["status"], { SINCRO_PORT: "many" }, 2, "SINCRO_PORT: expected a whole number"],
    [
      "a database that is down",
      ["status"],
      { DATABASE_URL: "postgres://sincro@127.0.0.1:1/none" },
      1,
      "cannot reach its database",
    ],
    [
      "a migration of a database that is down",
      ["migrate"],
      { DATABASE_URL: "postgres://sincro:hunter2hunter2@127.0.0.1:1/none" },
      1,
      "cannot reach its database",
    ],
  ] as const)("%s: what is wrong, in words, and exit code %s", async ([, args, env, code, words]) => {
    const home = await temporaryHome();
    const result = await ran(sincro(home.dir, args, env));
    expect(result).toMatchObject({ code, stdout: "" });
    expect(result.stderr).toContain(words);
    expect(result.stderr).not.toContain("hunter2");
    expect(result.stderr).not.toMatch(/\n {4}at /);
    await home.remove();
  });
});
