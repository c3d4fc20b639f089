import { errorCodes, routes } from "@sincro/client";
import { pushAnswer } from "@sincro/client/contract";
import { StoreError } from "@sincro/store";
import { describe, expect, it } from "vitest";
import { harness, operatorToken, origin, problemIn, type World } from "../testing/harness.ts";

const token = "push-token-0123456789";
const path = routes.manychatPush;
const scope = { source: "manychat", account: "default" };

/** The functions with ManyChat, and a way to push. */
function stage(world: World = {}) {
  const all = harness({ manychat: { pushToken: token }, ...world });
  const push = (body: unknown, sent: Parameters<typeof all.post>[2] = {}, query = "") =>
    all.post(`${path}${query}`, body, { token, ...sent });
  const records = async () => (await all.store.records(scope)).map(({ external_id, data }) => [external_id, data]);
  return { ...all, push, records };
}

/** As a flow sends it with all of the contact's data. */
const contact = {
  id: "5512345678901234",
  key: "user:5512345678901234",
  page_id: "104233",
  first_name: "Ana",
  email: null,
  optin_email: false,
  custom_fields: { interes: "curso", "¿Ciudad?": "Mérida" },
};

describe("a push", () => {
  it("writes the subscriber whole, without a run", async () => {
    const { push, records, runs, store } = stage();
    const response = await push(contact);
    expect(response.status).toBe(200);
    expect(pushAnswer.parse(await response.json())).toEqual({ success: true, inserted: 1, updated: 0, unchanged: 0 });
    expect(await records()).toEqual([[contact.id, contact]]);
    expect(await store.records(scope)).toMatchObject([{ object: "subscriber", run_id: null }]);
    expect(await runs()).toEqual([]);
  });

  it("F47 · that comes twice changes nothing; one that says more adds it", async () => {
    const { push, records } = stage();
    await push(contact);
    expect(await (await push(contact)).json()).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
    expect(await (await push({ id: contact.id, email: "ana@correo.example" })).json()).toMatchObject({ updated: 1 });
    expect(await records()).toEqual([[contact.id, { ...contact, email: "ana@correo.example" }]]);
  });

  it("takes an id that is a number for the same subscriber", async () => {
    const { push, records } = stage();
    await push({ id: 12345, name: "Ana" });
    expect(await (await push({ id: "12345", name: "Ana" })).json()).toMatchObject({ unchanged: 1 });
    expect(await records()).toEqual([["12345", { id: "12345", name: "Ana" }]]);
  });

  it("goes to the account that its address names", async () => {
    const { push, records, store } = stage();
    expect((await push(contact, {}, "?account=second")).status).toBe(200);
    expect(await records()).toEqual([]);
    expect(await store.records({ ...scope, account: "second" })).toHaveLength(1);
  });
});

describe("who may push", () => {
  it.each<[string, Parameters<ReturnType<typeof stage>["push"]>[1]]>([
    ["nobody", { token: null }],
    ["a wrong token", { token: `${token}0` }],
    ["the operator's token", { token: operatorToken }],
    ["the token in another scheme", { token: null, headers: { authorization: `Basic ${token}` } }],
    ["the token alone", { token: null, headers: { authorization: token } }],
  ])("F56 · %s is a 401, and nothing is written", async (_, sent) => {
    const { push, records } = stage();
    const response = await push(contact, sent);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    const problem = await problemIn(response);
    expect(problem).toMatchObject({ status: 401, error: "unauthenticated" });
    expect(JSON.stringify(problem)).not.toContain(token);
    expect(await records()).toEqual([]);
  });

  it("F56 · the push token can do nothing else", async () => {
    const { post, get } = stage();
    for (const name of ["sync-manychat", "sync-command-center", "fetch-stripe"])
      expect((await post(name, { mode: "7d" }, { token })).status).toBe(401);
    expect((await get("sync-runs", { token })).status).toBe(401);
  });

  it("F56 · nor can a page of another site push, whatever it knows", async () => {
    const { push, records } = stage();
    const response = await push(contact, { headers: { origin: "https://evil.example" } });
    expect((await problemIn(response)).error).toBe("origin_not_allowed");
    expect(await records()).toEqual([]);
  });

  it("without the variable nobody may: the answer names it", async () => {
    const { push, records } = stage({ manychat: {} });
    const { status } = errorCodes.source_unconfigured;
    expect(await problemIn(await push(contact))).toMatchObject({
      status,
      error: "source_unconfigured",
      missing: ["MANYCHAT_PUSH_TOKEN"],
    });
    expect(await records()).toEqual([]);
  });

  it("an installation without ManyChat has no such function", async () => {
    expect(await problemIn(await harness().post(path, contact, { token }))).toMatchObject({
      error: "unknown_function",
    });
  });

  it("the way of a push is not the source's own: that still takes commands", async () => {
    const { call, post } = stage();
    expect((await call("GET", path, { token })).headers.get("allow")).toBe("POST, OPTIONS");
    expect((await post("sync-manychat", { mode: "7d" })).status).toBe(202);
    expect(await problemIn(await post("sync-manychat", contact))).toMatchObject({ status: 400 });
  });
});

describe("what cannot be a push", () => {
  it.each<[string, unknown, string]>([
    ["no id", { name: "Ana" }, "id"],
    ["an empty id", { id: "" }, "id"],
    ["an id that is no number", { id: "user:12" }, "id"],
    ["an id that a template left as it was", { id: "{{user_id}}" }, "id"],
    ["an id that is too large to be exact", { id: 10_000_000_000_000_000 }, "id"],
    ["an id that is null", { id: null }, "id"],
    ["a list", [contact], ""],
    ["a text", "12345", ""],
    ["nothing", undefined, "id"],
  ])("%s is a 400 that names the field", async (_, body, field) => {
    const { push, records } = stage();
    const problem = await problemIn(await push(body));
    expect(problem).toMatchObject({ status: 400, error: "invalid_request", issues: [{ path: field }] });
    expect(await records()).toEqual([]);
  });

  it("a body nested without end is a 400, not a fault", async () => {
    const { push, faults } = stage();
    const raw = `{"id":"1","x":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    expect(await problemIn(await push(undefined, { raw }))).toMatchObject({ status: 400, error: "invalid_request" });
    expect(faults).toEqual([]);
  });

  it("an unknown or an empty parameter is a 400", async () => {
    const { push } = stage();
    expect(await problemIn(await push(contact, {}, "?acount=second"))).toMatchObject({ error: "unknown_key" });
    expect(await problemIn(await push(contact, {}, "?account="))).toMatchObject({ error: "invalid_request" });
  });

  it.each([
    ["no JSON", { raw: "{id:1" }, 400, "malformed_json"],
    [
      "another type",
      { raw: "id=1", headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
      "unsupported_media_type",
    ],
    ["more than 64 kB", { raw: JSON.stringify({ id: "1", x: "x".repeat(70_000) }) }, 413, "body_too_large"],
  ])("%s is refused as everywhere", async (_, sent, status, error) => {
    const { push, records } = stage();
    expect(await problemIn(await push(undefined, sent))).toMatchObject({ status, error });
    expect(await records()).toEqual([]);
  });

  it("the token is looked at before the body is", async () => {
    const { push } = stage();
    expect((await push(undefined, { token: null, raw: "{" })).status).toBe(401);
  });
});

it("F6 · a push that the database did not take is no 200: ManyChat may send it again", async () => {
  const { push } = stage({
    store: (real) => ({ ...real, push: () => Promise.reject(new StoreError("store_unreachable", "No database.")) }),
  });
  const response = await push(contact);
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
});

it("is at the address that the guide names", () => {
  expect(new URL(`${origin}/functions/v1/${path}`).pathname).toBe("/functions/v1/sync-manychat/push");
});
