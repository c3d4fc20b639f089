import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommandCenter, parseSourceCommand } from "./index.ts";

const parsers = { parseCommandCenter, parseSourceCommand };

describe.each(Object.entries(parsers))("%s", (_, parse) => {
  it("F3, F19 · either knows every key of a body or refuses it whole", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        const parsed = parse({ mode: "7d", ...body });
        if (parsed.ok) expect(Object.keys(body).every((key) => accepted.has(key))).toBe(true);
      }),
    );
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(typeof parse(body).ok).toBe("boolean");
      }),
    );
  });

  it("does not read keys that a body only inherits", () => {
    expect(parse(Object.create({ mode: "7d" })).ok).toBe(false);
    expect(parse(Object.create({ forceCancel: true })).ok).toBe(false);
  });

  it("takes a request in today's words as it is", () => {
    expect(parse({ mode: "7d", onConflict: "restart" })).toMatchObject({
      ok: true,
      deprecated: [],
      value: { kind: "start", window: { mode: "7d" }, account: "default", onConflict: "restart" },
    });
  });

  it.each(["0000-01-01", "0001-01-01T00:00:00+12:00", "9999-12-31T23:59:59-12:00"])(
    "%s begins outside of the years that a database can write",
    (startDate) => {
      expect(parse({ startDate, endDate: "9999-12-30" })).toMatchObject({ ok: false, issues: [{ path: "startDate" }] });
    },
  );

  it("brings moments with an offset to UTC", () => {
    expect(parse({ startDate: "2026-01-01T00:00:00+02:00", endDate: "2026-01-01" })).toMatchObject({
      value: { window: { windowStart: "2025-12-31T22:00:00.000Z", windowEnd: "2026-01-02T00:00:00.000Z" } },
    });
  });
});

const accepted = new Set(
  "mode startDate endDate sources account onConflict requestId dryRun resume forceCancel runId groupId reason sweep release test fetchAll resumeSync resumeSyncId cleanupStale dry_run".split(
    " ",
  ),
);
