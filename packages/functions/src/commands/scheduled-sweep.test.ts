import { errorCodes } from "@sincro/client";
import { sweepAnswer } from "@sincro/client/contract";
import { describe, expect, it } from "vitest";
import { harness, operatorToken, origin, problemIn } from "../testing/harness.ts";

const cronToken = "cron-token-0123456789-01";
const asCron = { token: cronToken };

async function oneSilent() {
  const world = harness({ cronToken, manychat: { pushToken: "push-token-0123456789" } });
  await world.store.start({ source: "stripe", mode: "7d", worker: "slice-1" });
  world.pass(61_000);
  const states = async () => (await world.runs()).map(({ status }) => status);
  return { ...world, states };
}

describe("a scheduler's token", () => {
  it("P4 · has the runs swept: the silent one goes on, and a worker is called for it", async () => {
    const { post, dispatched, states } = await oneSilent();
    const response = await post("sync-command-center", { sweep: true }, asCron);
    expect(response.status).toBe(200);
    expect(sweepAnswer.parse(await response.json())).toMatchObject({ expired: 1, released: 0, dispatched: 1 });
    expect(await states()).toEqual(["continuing"]);
    expect(dispatched.map(({ source }) => source)).toEqual(["stripe"]);
  });

  it.each([
    ["POST", "sync-command-center", { sweep: true, release: true }],
    ["POST", "sync-command-center", { cleanupStale: true }],
    ["POST", "sync-command-center", { forceCancel: true }],
    ["POST", "sync-command-center", { mode: "7d" }],
    ["POST", "sync-command-center", {}],
    ["POST", "fetch-paypal", { sweep: true }],
    ["POST", "fetch-paypal", { mode: "7d" }],
    ["POST", "fetch-stripe", { test: true }],
    ["GET", "sync-runs", undefined],
    ["GET", `sync-runs/${crypto.randomUUID()}`, undefined],
    ["GET", "sync-runs/stream", undefined],
    ["HEAD", "sync-runs/stream", undefined],
    ["GET", "sync-runs/policy", undefined],
    ["GET", "session", undefined],
  ])("F58 · may not %s %s %j, and nothing is done", async (method, path, body) => {
    const { call, runs, dispatched } = await oneSilent();
    const before = await runs();
    const response = await call(method, path, { ...asCron, ...(body !== undefined && { body }) });
    expect(response.status).toBe(method === "POST" && Object.keys(body ?? {}).length === 0 ? 400 : 403);
    if (method !== "HEAD" && response.status === 403) expect((await problemIn(response)).error).toBe("forbidden");
    expect(await runs()).toEqual(before);
    expect(dispatched).toEqual([]);
  });

  it("F58 · begins no session, and pushes nothing", async () => {
    const { post } = await oneSilent();
    const session = await post("session", { token: cronToken }, { token: null, headers: { origin } });
    expect([session.status, session.headers.get("set-cookie")]).toEqual([401, null]);
    expect((await post("sync-manychat/push", {}, asCron)).status).toBe(401);
  });

  it.each([
    ["cut short", cronToken.slice(0, -1)],
    ["with a letter more", `${cronToken}1`],
    ["of the same length", cronToken.replace(/.$/, "x")],
  ])("F58 · is none when it is %s", async (_, token) => {
    const { post } = await oneSilent();
    expect(await problemIn(await post("sync-command-center", { sweep: true }, { token }))).toMatchObject({
      status: errorCodes.unauthenticated.status,
      error: "unauthenticated",
    });
  });

  it("takes nothing from the operator, and is nobody's where none is set", async () => {
    const { post } = await oneSilent();
    expect((await post("sync-command-center", { sweep: true }, { token: operatorToken })).status).toBe(200);
    const without = harness();
    expect((await without.post("sync-command-center", { sweep: true }, asCron)).status).toBe(401);
    expect((await without.post("sync-command-center", { sweep: true }, { token: "undefined" })).status).toBe(401);
  });
});
