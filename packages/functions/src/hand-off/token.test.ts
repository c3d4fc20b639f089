import type { SyncRunRow } from "@sincro/machine";
import { describe, expect, it } from "vitest";
import { sign } from "../auth/signed.ts";
import { handOffToken, readHandOff } from "./token.ts";

const key = "signing-key-0123456789-0123456789";
const run = { id: "0f0e0d0c-0b0a-4908-8706-050403020100", fence: 7 } as SyncRunRow;
const now = Date.UTC(2026, 10, 24, 10);

describe("a hand-off's token", () => {
  it("F51 · names the run and the slice that is to come", async () => {
    const token = await handOffToken(key, run, now);
    expect(await readHandOff(key, token, now)).toEqual({ runId: run.id, fence: 7 });
  });

  it("F52 · is good for a minute, which is how long a run waits to be claimed", async () => {
    const token = await handOffToken(key, run, now);
    expect(await readHandOff(key, token, now + 59_999)).toMatchObject({ fence: 7 });
    expect(await readHandOff(key, token, now + 60_000)).toBe("expired");
  });

  it("F51 · is no other text: of another key, for another purpose, changed, or none at all", async () => {
    const token = await handOffToken(key, run, now);
    const claims = { runId: run.id, fence: 7, expiresAt: new Date(now + 1_000).toISOString() };
    const others = [
      await handOffToken(`${key}x`, run, now),
      await sign(key, "session", claims),
      await sign(key, "hand-off", { ...claims, fence: "7" }),
      `${token}x`,
      token.split(".")[0] ?? "",
      "",
    ];
    for (const other of others) expect(await readHandOff(key, other, now), other).toBe("invalid");
  });
});
