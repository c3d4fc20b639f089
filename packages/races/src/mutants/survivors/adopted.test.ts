import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call } from "../../sessions.ts";
import { type Setting, setTheScene } from "../../setting.ts";

/** What the guard and the table refuse to code that knows nothing of Sincro, beyond what the machine's own runs show. */
describePostgres("a run that older code inserted", (version) => {
  let scene: Setting;
  let older: Client;

  beforeAll(async () => {
    scene = await setTheScene(version, 1);
    [older] = scene.sessions as [Client];
  });
  afterAll(async () => await scene.end());

  it.for([
    "total_fetched = 7",
    "checkpoint = '{\"page\": 9}'",
    "error_message = 'not me'",
    "completed_at = now() + interval '1 hour'",
    "status = 'failed'",
    "status = 'running', completed_at = null",
  ])("F20 · an ended run that older code inserted never changes: %s", async (change) => {
    await older.query("insert into sync_runs (source, status) values ($1, 'running')", [change]);
    await older.query("update sync_runs set status = 'completed', completed_at = now() where source = $1", [change]);
    const row = () => call(older, "(select to_jsonb(r) from sync_runs r where source = $1)", [change]);
    const before = await row();
    await expect(older.query(`update sync_runs set ${change} where source = $1`, [change])).rejects.toMatchObject({
      code: "SY001",
    });
    expect(await row()).toEqual(before);
  });

  it.for(["paused", "canceled", "Running", ""])(
    "F23 F39 · a row of a status that the machine does not know cannot be inserted: %j",
    async (status) => {
      const insert = older.query("insert into sync_runs (source, status) values ('unknown', $1)", [status]);
      await expect(insert).rejects.toMatchObject({ code: "23514" });
    },
  );
});
