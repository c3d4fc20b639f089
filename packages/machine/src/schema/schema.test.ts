import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvent, eventTypes, policy, type SyncRunRow } from "../index.ts";
import { policySchema, syncEvent, syncRunRow } from "./index.ts";

const at = "2026-11-24T10:00:00.000Z";
const id = "7d1f5f4e-3c7b-4c3e-9a51-0d5e6f3f6a10";
const run = applyEvent(null, { type: "START", id, source: "stripe", account: "default", mode: "7d", at })
  .run as SyncRunRow;

describe("syncRunRow", () => {
  it("takes what the machine makes, unchanged", () => {
    expect(syncRunRow.parse(run)).toEqual(run);
  });

  it("reads Postgres's way of writing a moment, and drops columns that others added", () => {
    const row = { ...run, started_at: "2026-11-24T11:00:00+01:00", processed_at: null };
    expect(syncRunRow.parse(row)).toEqual(run);
  });

  it("F23, F39 · refuses a status that is not the machine's", () => {
    for (const status of ["canceled", "paused", "idle", ""])
      expect(syncRunRow.safeParse({ ...run, status }).success).toBe(false);
  });
});

describe("syncEvent", () => {
  it("knows every event of the machine", () => {
    expect(syncEvent.options.map(({ shape }) => shape.type.value)).toEqual([...eventTypes]);
  });

  it("F3 · refuses an unknown key and names it", () => {
    const result = syncEvent.safeParse({ type: "CLAIM", worker: "w1", cursor: 3 });
    expect(result.error?.issues[0]).toMatchObject({ code: "unrecognized_keys", keys: ["cursor"] });
  });

  it("answers anything at all without throwing", () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof syncEvent.safeParse(value).success === "boolean"));
  });
});

it("policySchema takes the policy", () => {
  expect(policySchema.parse(policy)).toEqual(policy);
});
