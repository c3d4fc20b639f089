import type { SyncRunRow } from "@sincro/machine";
import { expect, it } from "vitest";
import { sign } from "../auth/signed.ts";
import { harness, operatorToken, problemIn } from "../testing/harness.ts";
import { handOffToken } from "./token.ts";

const signingKey = "signing-key-of-hand-offs-0123456789";
const path = "fetch-stripe/continue";

/** Functions that are called for slices, and a run that waits for its first; `worked` has what they took. */
async function world() {
  const worked: SyncRunRow[] = [];
  let aheadMs = 0;
  const made = harness({
    handOff: {
      signingKey,
      work: async (run) => void worked.push(run),
      background: (work) => void work,
      now: () => Date.now() + aheadMs,
    },
  });
  const started = await made.store.start({ source: "stripe", mode: "7d" });
  if (!("run" in started)) throw new Error("nothing was started");
  const run = async () => (await made.store.get(started.run.id)) as SyncRunRow;
  const call = async (token: string | null, to = path) => {
    const response = await made.call("POST", to, { token });
    return response.ok
      ? ((await response.json()) as { accepted: boolean }).accepted
      : (await problemIn(response)).error;
  };
  const wait = (ms: number) => {
    aheadMs += ms;
  };
  return { ...made, worked, run, call, wait };
}

it("F51 · the token of the run and its next slice has that slice worked on", async () => {
  const { run, call, worked } = await world();
  expect(await call(await handOffToken(signingKey, await run()))).toBe(true);
  expect(worked.map(({ id }) => id)).toEqual([(await run()).id]);
});

it("F51 · without one, with a forged one, or one for something else nothing is worked on", async () => {
  const { run, call, worked, codes, post } = await world();
  const row = await run();
  const token = await handOffToken(signingKey, row);
  const [payload, signature] = token.split(".");
  const claims = { runId: row.id, fence: row.fence, expiresAt: new Date(Date.now() + 60_000).toISOString() };
  const altered = btoa(JSON.stringify({ ...claims, fence: row.fence + 1 })).replaceAll("=", "");
  const session = (await post("session", { code: codes.issue() }, { token: null })).headers.get("set-cookie") ?? "";
  const wrong = [
    null,
    "token",
    operatorToken,
    `${payload}.`,
    `.${signature}`,
    `${altered}.${signature}`,
    await handOffToken(`${signingKey}x`, row),
    await sign(signingKey, "session", claims),
    await sign(signingKey, "hand-off", { runId: row.id, fence: row.fence }),
    await sign(signingKey, "hand-off", { ...claims, expiresAt: "never" }),
    await sign(signingKey, "hand-off", { ...claims, fence: String(row.fence) }),
    /^sincro_session=([^;]+)/.exec(session)?.[1] ?? "none",
  ];
  for (const one of wrong) expect([one, await call(one)]).toEqual([one, "unauthenticated"]);
  expect(worked).toEqual([]);
});

it("F52 · it is worth nothing a minute later, and never lasts longer", async () => {
  const { run, call, wait, worked } = await world();
  const token = await handOffToken(signingKey, await run());
  wait(59_000);
  expect(await call(token)).toBe(true);
  wait(1_001);
  expect(await call(token)).toBe("unauthenticated");
  expect(worked).toHaveLength(1);
});

it("F51 · it is for its own run and for nothing else", async () => {
  const { run, call, get, post, store, worked } = await world();
  const token = await handOffToken(signingKey, await run());
  expect(await call(token, "fetch-paypal/continue")).toBe("run_not_found");
  for (const response of [
    await post("fetch-stripe", { forceCancel: true }, { token }),
    await get("sync-runs", { token }),
  ]) {
    expect(await problemIn(response)).toMatchObject({ status: 401, error: "unauthenticated" });
  }
  const gone = await handOffToken(signingKey, { ...(await run()), id: crypto.randomUUID() });
  expect(await call(gone)).toBe("run_not_found");
  expect([worked, (await store.get((await run()).id))?.status]).toEqual([[], "running"]);
});

it("F53 · that of an earlier slice, sent again, does nothing: whoever has the run is not disturbed", async () => {
  const { run, call, store, worked } = await world();
  const first = await run();
  const token = await handOffToken(signingKey, first);
  await store.send(first.id, { type: "CLAIM", worker: "w1" });
  const held = await run();
  expect([await call(token), await call(await handOffToken(signingKey, held))]).toEqual([false, false]);
  await store.send(first.id, { type: "YIELD", fence: held.fence, worker: "w1", reason: "budget" });
  const waiting = await run();
  expect(waiting.worker).toBeNull();
  expect(await call(token)).toBe(false);
  expect(worked).toEqual([]);
  expect(await run()).toEqual(waiting);
  expect(await call(await handOffToken(signingKey, waiting))).toBe(true);
});

it("F53 · nor does that of a run that was cancelled on the way", async () => {
  const { run, call, store, worked } = await world();
  const token = await handOffToken(signingKey, await run());
  await store.cancel({ all: true }, "ana");
  expect([await call(token), worked]).toEqual([false, []]);
});

it("where workers run in the process nobody is called for a slice", async () => {
  const { call } = harness();
  expect((await call("POST", path)).status).toBe(404);
});
