import type { SyncRunRow } from "@sincro/machine";
import { expect, it } from "vitest";
import { sign } from "../auth/signed.ts";
import { harness, operatorToken, problemIn, signingKey } from "../testing/harness.ts";
import { handOffToken } from "./token.ts";

const path = "fetch-stripe/continue";

/** Functions that are called for slices, and a run that waits for its first; `worked` has what they took. */
async function world() {
  const worked: SyncRunRow[] = [];
  const made = harness({
    handOff: {
      signingKey,
      work: async (run) => void worked.push(run),
      background: (work) => void work,
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
  return { ...made, worked, run, call };
}

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
