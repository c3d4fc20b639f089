import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call } from "../sessions.ts";
import { type Setting, setTheScene } from "../setting.ts";

interface Started {
  readonly outcome: string;
  readonly run: { readonly id: string; readonly status: string };
  readonly cancelled?: readonly unknown[];
}

const scopes = 200;

describePostgres("racing starts", (version) => {
  let scene: Setting;

  beforeAll(async () => {
    scene = await setTheScene(version, 32);
  });

  afterAll(async () => await scene.end());

  const race = (source: string, sql: string) =>
    Promise.all(scene.sessions.map((session) => call<Started>(session, sql, [source])));

  async function activeScopes(prefix: string): Promise<{ scopes: number; runs: number }> {
    const { rows } = await scene.admin.query(
      `select count(distinct source)::int as scopes, count(*)::int as runs from sync_runs
       where source like $1 and status in ('running', 'continuing')`,
      [`${prefix}%`],
    );
    return rows[0];
  }

  it(`F14 · thirty-two racing starts leave exactly one run, in each of ${scopes} scopes`, async () => {
    for (let scope = 0; scope < scopes; scope += 1) {
      const answers = await race(`start ${scope}`, "sync_start($1)");
      const started = answers.filter(({ outcome }) => outcome === "started");
      expect(started).toHaveLength(1);
      // The losers learn who holds the scope.
      expect(new Set(answers.map(({ run }) => run.id))).toEqual(new Set([started[0]?.run.id]));
    }
    expect(await activeScopes("start")).toEqual({ scopes, runs: scopes });
  });

  it("the same race without the unique index leaves several runs: the index is what decides", async () => {
    await scene.admin.query("alter index sync_runs_active rename to sync_runs_active_kept");
    await scene.admin.query("drop index sync_runs_active_kept");
    let duplicated = 0;
    for (let scope = 0; scope < 50 && duplicated === 0; scope += 1) {
      const answers = await race(`index ${scope}`, "sync_start($1)");
      duplicated += answers.filter(({ outcome }) => outcome === "started").length > 1 ? 1 : 0;
    }
    expect(duplicated).toBeGreaterThan(0);
    await scene.admin.query("select sync_cancel('{\"all\": true}', 'test')");
    await scene.admin.query(
      "create unique index sync_runs_active on sync_runs (source, account) where status in ('running', 'continuing')",
    );
  });

  it("F18 · sixteen racing restarts of a scope all succeed, one after another, and leave one run", async () => {
    await call(scene.sessions[0] as Setting["admin"], "sync_start('restart')");
    for (let round = 0; round < 20; round += 1) {
      const racers = scene.sessions.slice(0, 16);
      const answers = await Promise.all(racers.map((session) => call<Started>(session, "sync_restart('restart')")));
      expect(answers.map(({ outcome }) => outcome)).toEqual(racers.map(() => "started"));
      // Each cancelled exactly the run that the one before it had started.
      expect(answers.flatMap(({ cancelled }) => cancelled)).toHaveLength(16);
    }
    expect(await activeScopes("restart")).toEqual({ scopes: 1, runs: 1 });
  });

  it("restarts and starts of the same scopes together neither deadlock nor duplicate", async () => {
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(
        scene.sessions.map((session, index) =>
          call<Started>(session, index % 2 === 0 ? "sync_restart($1)" : "sync_start($1)", [`mixed ${index % 3}`]),
        ),
      );
      expect(answers.every(({ outcome }) => outcome === "started" || outcome === "conflict")).toBe(true);
    }
    expect(await activeScopes("mixed")).toEqual({ scopes: 3, runs: 3 });
  });

  it("F17 · two clicks on resume make one run", async () => {
    const [first] = scene.sessions as [Setting["admin"]];
    const { run } = await call<Started>(first, "sync_start('resume')");
    await call(first, "sync_cancel($1, 'ana')", [JSON.stringify({ runId: run.id })]);
    const answers = await Promise.all(
      scene.sessions.map((session) => call<Started>(session, "sync_start('resume', p_resume_from => $1)", [run.id])),
    );
    expect(answers.filter(({ outcome }) => outcome === "started")).toHaveLength(1);
    expect(await activeScopes("resume")).toEqual({ scopes: 1, runs: 1 });
  });

  it("the same request id, thirty-two times at once, is one run and thirty-two times the same answer", async () => {
    const request = "4c2f0f86-4a54-4b2e-9f7d-6f1d2c3b4a59";
    const answers = await Promise.all(
      scene.sessions.map((session) => call<Started>(session, "sync_start('request', p_request_id => $1)", [request])),
    );
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(["started"]));
    expect(new Set(answers.map(({ run }) => run.id)).size).toBe(1);
  });
});
