import { describePostgres } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, pidOf, untilBlocked } from "../../sessions.ts";
import { type Setting, setTheScene } from "../../setting.ts";

const count = 30;

/** A defect that only some races between cancels show: here the order is looked at, not what comes of it. */
describePostgres("a cancel of many runs", (version) => {
  let scene: Setting;

  beforeAll(async () => {
    scene = await setTheScene(version, 3);
  });
  afterAll(async () => await scene.end());

  it("F26 · takes them in the order of their ids: stopped at one, it holds those before it and no other", async () => {
    const [operator, holder, looker] = scene.sessions as [Client, Client, Client];
    for (let n = 0; n < count; n += 1) await call(operator, "sync_start($1)", [`source ${n}`]);
    const ids = await call<string[]>(operator, "(select jsonb_agg(id order by id) from sync_runs)");
    const middle = ids[count / 2] as string;
    const pid = await pidOf(operator);
    await holder.query("begin");
    await holder.query("select from sync_runs where id = $1 for no key update", [middle]);
    const cancelling = call<{ cancelled: number }>(operator, "sync_cancel('{\"all\": true}', 'ana')");
    expect(await untilBlocked(scene.admin, pid, cancelling)).toBe("blocked");
    const free = await looker.query<{ id: string }>(
      "select id from (select id from sync_runs for no key update skip locked) f order by id",
    );
    await holder.query("rollback");
    expect(free.rows.map(({ id }) => id)).toEqual(ids.slice(count / 2 + 1));
    expect(await cancelling).toMatchObject({ cancelled: count });
  });
});
