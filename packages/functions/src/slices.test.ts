import { memoryStore } from "@sincro/store/memory";
import { expect, it } from "vitest";
import { sliceRunner } from "./slices.ts";

it.each(["stripe", "a source that this version does not have"])(
  "F6 · a slice of %s without credentials ends its run and says why: it does not answer as if it were done",
  async (source) => {
    const store = memoryStore();
    const got = await store.start({ source, mode: "7d" });
    if (got.outcome !== "started") throw new Error(got.outcome);
    const missing = ["STRIPE_SECRET_KEY"];
    const runOne = sliceRunner({ store, connectionOf: () => ({ kind: "unconfigured", missing, invalid: [] }) });

    expect(await runOne(got.run)).toMatchObject({ kind: "failed", error: { code: "source_unconfigured" } });

    expect(await store.get(got.run.id)).toMatchObject({ status: "failed", error_code: "source_unconfigured" });
    await store.close();
  },
);
