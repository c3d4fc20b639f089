import { policy } from "@sincro/machine";
import { describeStore } from "../conformance/index.ts";
import { memoryStore } from "./index.ts";

describeStore("memory", async (overrides) => {
  let now = Date.parse("2026-11-24T10:00:00.000Z");
  const store = memoryStore({ now: () => new Date(now).toISOString(), policy: { ...policy, ...overrides } });
  return {
    store,
    advance: async (ms) => {
      now += ms;
    },
    records: async (scope) => {
      const records = await store.records(scope);
      return records.map(({ object, external_id, data, updated_at, run_id }) => ({
        object,
        external_id,
        data,
        updated_at,
        run_id,
      }));
    },
    missing: async (scope) =>
      (await store.records(scope)).flatMap((record) => (record.missing_at === null ? [] : record.external_id)),
    close: () => store.close(),
  };
});
