import { type GhlCollection, type GhlFake, manualClock } from "@sincro/fakes";
import type { SourceRecord } from "@sincro/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expected,
  locationWith,
  missingIn,
  nameOf,
  namesOf,
  present,
  readAll,
  recordsOf,
  sliceOf,
  streams,
} from "./ghl.fixture.ts";
import { ghlSource } from "./source.ts";

/** What is stored in the end: of each object the version that says that it is the newest. */
function newest(records: readonly SourceRecord[]): Map<string, SourceRecord> {
  const kept = new Map<string, SourceRecord>();
  for (const record of records) {
    const name = `${record.object} ${record.id}`;
    const had = kept.get(name)?.updatedAt ?? "";
    if ((record.updatedAt ?? "") >= had) kept.set(name, record);
  }
  return kept;
}

const idsIn = (fake: GhlFake, stream: GhlCollection) => fake.objects(stream).map((one) => String(one.id ?? one._id));

describe("a location that changes while a run reads it", () => {
  it("F35 · is brought whole by a run since ever: nothing that is there all the time is passed over", async () => {
    const change = fc.record({
      stream: fc.constantFrom(...streams),
      kind: fc.constantFrom("create", "update", "remove"),
      which: fc.nat(),
      many: fc.integer({ min: 1, max: 30 }),
    });
    const history = fc.array(fc.array(change, { maxLength: 3 }), { minLength: 1, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 0, max: 20_000 }), async (changes, indexLagMs) => {
        const now = manualClock(present);
        const counts = { contacts: 220, transactions: 330, subscriptions: 320, opportunities: 230 };
        const fake = locationWith({ now, counts, maxPageLimit: 100, indexLagMs });
        const before = expected(fake, null);
        const records: SourceRecord[] = [];
        for await (const page of ghlSource.pages(sliceOf(fake))) {
          records.push(...page.records);
          now.advance(1_000);
          for (const { stream, kind, which, many } of changes.shift() ?? []) {
            for (let n = 0; n < many; n++) {
              const ids = idsIn(fake, stream);
              const id = ids[(which + n * 7) % ids.length] ?? "";
              if (kind === "create") fake.create(stream, {});
              else if (kind === "update") fake.update(stream, id, { source: `change ${which}` });
              else fake.remove(stream, id);
            }
          }
        }
        const there = new Set(expected(fake, null));
        expect(
          missingIn(
            namesOf(records),
            before.filter((name) => there.has(name)),
          ),
        ).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it("F35 · is stored as it is after the next run of a window, whatever the first one saw", async () => {
    const now = manualClock(present);
    const fake = locationWith({ now, indexLagMs: 8_000 });
    const records: SourceRecord[] = [];
    let page = 0;
    for await (const { records: some } of ghlSource.pages(sliceOf(fake))) {
      records.push(...some);
      now.advance(3_000);
      page += 1;
      for (const stream of streams) {
        const ids = idsIn(fake, stream);
        for (let n = 0; n < 5; n++)
          fake.update(stream, ids[(page * 31 + n * 17) % ids.length] ?? "", { source: `${page}` });
        fake.create(stream, { source: "while it ran" });
      }
    }
    now.advance(20_000);
    const window = { windowStart: new Date(present).toISOString(), windowEnd: new Date(now()).toISOString() };
    // The second run looks at transactions of thirty days only: older ones that changed are left to one since ever.
    const second = recordsOf(await readAll(sliceOf(fake, window)));
    const kept = newest([...records, ...second]);
    const recent = new Set(expected(fake, present));
    for (const stream of streams) {
      for (const one of fake.objects(stream)) {
        const name = nameOf(stream, one);
        if (stream === "transactions" && !recent.has(name)) continue;
        expect(kept.get(name)?.data, name).toEqual(one);
      }
    }
  });

  it("is found by a later run although the search was behind when the window ended", async () => {
    const now = manualClock(present);
    const fake = locationWith({ now, indexLagMs: 60_000 });
    const [id = ""] = idsIn(fake, "contacts");
    now.advance(5_000);
    fake.update("contacts", id, { city: "Puebla" });
    now.advance(20_000);
    const end = new Date(now()).toISOString();
    const window = { windowStart: new Date(present).toISOString(), windowEnd: end, streams: ["contacts"] };
    expect(recordsOf(await readAll(sliceOf(fake, window))).map((one) => one.id)).not.toContain(id);
    now.advance(120_000);
    const next = { windowStart: end, windowEnd: new Date(now()).toISOString(), streams: ["contacts"] };
    const found = recordsOf(await readAll(sliceOf(fake, next))).find((one) => one.id === id);
    expect(found?.data).toEqual(fake.get("contacts", id));
  });
});
