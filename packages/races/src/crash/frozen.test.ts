import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { heal } from "./heal.ts";
import { shareOf } from "./points.ts";
import { Stage } from "./stage.ts";
import { newSync, runOf } from "./sync.ts";
import { problemsOf } from "./whole.ts";

describePostgres("a worker that is frozen past its lease (SIGSTOP)", (version) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set({ version });
  });

  afterAll(async () => await stage.end());

  it.for(shareOf(["COMMIT 2", "BEAT 1", "YIELD 1", "COMMIT 5", "COMPLETE 1"], version, 2))(
    "F7, F20, F21 · a worker frozen before its %s, and thawed when another has completed the run, is refused: the run stays as it ended",
    async (call) => {
      const worker = await stage.worker();
      const sync = await newSync(stage);
      worker.order({ kind: "sync", ...sync, stopAt: `${call}: before` });
      await worker.expect("at");
      const thaw = worker.freeze();
      await stage.untilQuiet(worker);
      await stage.letTimePass();
      const ended = await heal(stage, sync);
      thaw();
      worker.order({ kind: "go" });
      const { outcomes } = await worker.expect("done");
      expect(outcomes.at(-1)).toBe("fenced");
      expect(await runOf(stage, sync)).toEqual(ended);
      expect(await problemsOf(stage, sync)).toEqual([]);
      const refused = (await stage.store.events(ended.id)).filter(({ applied }) => !applied);
      const [event] = call.split(" ");
      expect(refused).toContainEqual(expect.objectContaining({ event, reason: "fenced" }));
      await worker.end();
    },
  );
});
