import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Setting, setTheScene } from "../setting.ts";
import { patchFunction } from "../timeline/pause.ts";
import { Broken, type PromiseName, play, promises } from "./play.ts";
import { postgresWorlds } from "./postgres-world.ts";
import { histories } from "./programs.ts";

const holder = "((r.fence is not distinct from e_fence) and (r.last_worker is not distinct from e_worker)) is not true";

/** The promises that the old design knows nothing of: a function of today's with a defect breaks each. */
const defects: readonly (readonly [PromiseName, who: readonly string[], name: string, from: string, to: string])[] = [
  [
    "nothing is taken from a worker whose fence has moved",
    ["worker 1", "worker 2", "sweeper"],
    "sync_step",
    holder,
    "false",
  ],
  [
    "a refusal changes nothing",
    ["ana", "worker 1"],
    "sync_send",
    "if s.reason is not null then",
    `if s.reason is not null then
       update public.sync_runs set updated_at = v_at where id = r.id and public.sync_is_terminal(status);`,
  ],
  [
    "the loser of a start learns who holds the scope",
    ["ana", "luis"],
    "sync_start",
    "else 'conflict' end, 'run', to_jsonb(r)",
    `else 'conflict' end, 'run',
       (select to_jsonb(o) from public.sync_runs o where source = p_source and account = p_account order by started_at limit 1)`,
  ],
  ["under fair scheduling every run ends", ["ana", "worker 1"], "sync_expire", "r.deadline_at > v_at", "true"],
];

describe("a defect in today's functions is found by random schedules", () => {
  let scene: Setting;

  beforeEach(async () => {
    scene = await setTheScene(18, 1);
  });

  afterEach(async () => await scene.end());

  it.for(defects)("%s", async ([promise, who, name, from, to]) => {
    await patchFunction(scene.admin, name, from, to);
    const make = postgresWorlds(scene.sessions[0] as Setting["admin"]);
    const found = await fc.check(
      fc.asyncProperty(histories(who), fc.scheduler(), async (history, scheduler) => {
        await play(history, make, scheduler, [promise]);
      }),
      { numRuns: 1_000, seed: 1, endOnFailure: true },
    );
    expect(found.errorInstance).toBeInstanceOf(Broken);
    expect((found.errorInstance as Broken).promise).toBe(promise);
  });

  it("every promise is broken by the old design or by one of these", () => {
    expect(promises).toHaveLength(6 + defects.length);
  });
});
