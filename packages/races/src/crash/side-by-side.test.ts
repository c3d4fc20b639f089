import { describePostgres } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { heal } from "./heal.ts";
import { shareOf } from "./points.ts";
import { Stage } from "./stage.ts";
import { newSync } from "./sync.ts";
import { problemsOf } from "./whole.ts";

/** Wherever requests overtake each other, these come; the second slice begins after the third commit. */
const points = ["request 20: sent", "COMMIT 2: sent", "COMMIT 4: before", "COMMIT 9: answered", "COMPLETE 1: before"];

describePostgres("a worker with many requests under way", (version) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set({ version, sideBySide: true });
  });

  afterAll(async () => await stage.end());

  it.for(shareOf(points, version, 2))(
    "F1, F33, F38 · killed at its %s: another goes on with what all of them left, and every object is there once",
    async (dieAt) => {
      const sync = await newSync(stage);
      const worker = await stage.worker();
      worker.order({ kind: "sync", ...sync, dieAt });
      expect(await worker.expect("gone")).toEqual({ kind: "gone", signal: "SIGKILL" });
      await stage.untilForgotten(worker);
      await stage.letTimePass();
      await heal(stage, sync);
      expect(await problemsOf(stage, sync, null)).toEqual([]);
      const windows = stage.fake.log.entries.map(({ path, query }) => `${path} ${query["created[gte]"]}`);
      expect(new Set(windows).size).toBeGreaterThanOrEqual(16);
    },
  );
});
