import type { SyncRunRow } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import { harness, operatorToken, problemIn, signingKey } from "../testing/harness.ts";
import { handOffToken } from "./token.ts";

/** The harness with a run that waits for a worker, and the slices that it is called for. */
async function world() {
  const worked: SyncRunRow[] = [];
  const behind: Promise<unknown>[] = [];
  const handOff = {
    signingKey,
    work: async (run: SyncRunRow) => void worked.push(run),
    background: (work: Promise<unknown>) => void behind.push(work),
  };
  const made = harness({ handOff });
  const got = await made.store.start({ source: "stripe", mode: "7d" });
  if (got.outcome !== "started") throw new Error(got.outcome);
  const call = (token: string | null, path = "fetch-stripe/continue") => made.call("POST", path, { token });
  return { ...made, run: got.run, worked, behind, continue: call };
}

describe("POST <function>/continue", () => {
  it("F51 · answers 202 and works behind the answer, for the run that the token names", async () => {
    const it = await world();
    const answer = await it.continue(await handOffToken(signingKey, it.run));
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ success: true, accepted: true, runId: it.run.id });
    expect(it.behind).toHaveLength(1);
    await Promise.all(it.behind);
    expect(it.worked).toEqual([it.run]);
  });

  it("F7 F16 · a call for a slice that somebody has had changes nothing, and is told so", async () => {
    const it = await world();
    const token = await handOffToken(signingKey, it.run);
    await it.store.send(it.run.id, { type: "CLAIM", worker: "w1" });
    for (const late of [token, await handOffToken(signingKey, (await it.store.get(it.run.id)) as SyncRunRow)]) {
      const answer = await it.continue(late);
      expect([answer.status, await answer.json()]).toEqual([200, { success: true, accepted: false, runId: it.run.id }]);
    }
    expect(it.behind).toEqual([]);
  });

  it("F20 · a run that was cancelled on the way is not worked on", async () => {
    const it = await world();
    const token = await handOffToken(signingKey, it.run);
    await it.store.cancel({ runId: it.run.id }, "ana");
    expect(await (await it.continue(token)).json()).toMatchObject({ accepted: false });
    expect(it.behind).toEqual([]);
  });

  it("F51 F53 · without a valid token, or with the operator's, nothing happens: 401", async () => {
    const it = await world();
    const old = await handOffToken(signingKey, it.run, Date.now() - 61_000);
    for (const token of [null, operatorToken, "x.y", old]) {
      expect(await problemIn(await it.continue(token))).toMatchObject({ status: 401, error: "unauthenticated" });
    }
    expect(it.behind).toEqual([]);
  });

  it("F51 · the token of a hand-off is good for nothing else, nor at another source's function", async () => {
    const it = await world();
    const token = await handOffToken(signingKey, it.run);
    expect((await it.continue(token, "fetch-stripe")).status).toBe(401);
    expect((await it.call("GET", "sync-runs", { token })).status).toBe(401);
    expect(await problemIn(await it.continue(token, "fetch-paypal/continue"))).toMatchObject({
      error: "run_not_found",
    });
    expect(it.behind).toEqual([]);
  });

  it("is no function where workers run in the process itself", async () => {
    const { call } = harness();
    expect((await call("POST", "fetch-stripe/continue")).status).toBe(404);
  });
});
