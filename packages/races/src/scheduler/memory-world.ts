import { memoryStore } from "@sincro/store/memory";
import type { RunNames } from "../old-design/names.ts";
import { wiredStore } from "./wired-store.ts";
import type { World } from "./world.ts";

/** A world in the process's memory: a store for each history. */
export function memoryWorld(names: RunNames): World {
  let now = Date.parse("2026-11-24T10:00:00.000Z");
  const scope = { source: "stripe", account: "default" };
  const at = () => new Date(now).toISOString();
  const store = memoryStore({ now: at });
  return {
    scope,
    store: (wire) => wiredStore(store, wire, names),
    see: async () => {
      const records = new Map<string, number>();
      for (const { run_id } of await store.records(scope))
        if (run_id !== null) records.set(run_id, (records.get(run_id) ?? 0) + 1);
      return { at: at(), runs: (await store.list(scope)).runs, records };
    },
    advance: async (ms) => {
      now += ms;
    },
  };
}
