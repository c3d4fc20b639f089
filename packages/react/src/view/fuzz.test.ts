import { createClient, isApiError, type SourceInfo } from "@sincro/client";
import { columns, statuses } from "@sincro/machine";
import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { applyRows } from "../feed/rows.ts";
import { textsFor } from "../texts/index.ts";
import { cardView } from "./card.ts";
import { phaseOf } from "./phase.ts";
import { rowView } from "./row.ts";
import { moment, noon, run } from "./run.fixture.ts";
import type { RunRow } from "./run-row.ts";
import { filters, passes, silentOf, stuckOf } from "./select.ts";
import { noteOf, stateWord, whoIs } from "./words.ts";

let fuzzed = 0;
afterAll(() => console.log(`proof: ${fuzzed.toLocaleString("en")} fuzzed rows shown by the page`));

const odd = fc.oneof(
  fc.constantFrom(null, "", 0, -1, 1e308, -(2 ** 63), {}, [], true, "infinity", "-infinity", "2026-02-30", "canceled"),
  fc.constantFrom("__proto__", "constructor", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00 BC", "NaN"),
  fc.constantFrom(...statuses),
  fc.jsonValue({ maxDepth: 1 }),
);
const row = fc
  .tuple(fc.constantFrom(...statuses), fc.dictionary(fc.constantFrom(...Object.keys(columns)), odd, { maxKeys: 4 }))
  .map(([status, changes]) => ({ ...run(), status, ...changes }));

const source = { name: "stripe", title: "Stripe" } as SourceInfo;
const words = (["es", "en"] as const).map((language) => textsFor(language, { timeZone: "UTC" }));

/** Everything that the page says of some runs. */
function shown(runs: readonly RunRow[]): string {
  const said: unknown[] = [cardView(source, runs, moment), silentOf(runs, noon), stuckOf(runs, noon)];
  for (const one of runs) {
    const phase = phaseOf(one, moment);
    const { startedAt, spanMs } = rowView(one, runs, moment);
    said.push(filters.filter((filter) => passes(filter, one)));
    for (const { t, format } of words) {
      said.push(stateWord(phase, { t, format }), noteOf(one, phase, "Stripe", moment, { t, format })?.text);
      said.push(whoIs(one.started_by, { t, format }), format.duration(spanMs), format.relative(startedAt, noon));
      said.push(format.date(startedAt), t.card.records(one.total_fetched));
    }
  }
  return JSON.stringify(said);
}

it("whatever a server sends as a run is shown, or is told apart from what a server sends", async () => {
  const each = fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 3 }), async (rows) => {
    fuzzed += rows.length;
    const client = createClient({ fetch: async () => Response.json({ runs: rows, next: null }) });
    let runs: readonly RunRow[];
    try {
      ({ runs } = await client.runs());
    } catch (error) {
      expect(isApiError(error) && error.code).toBe("bad_answer");
      return;
    }
    const text = shown([...applyRows(new Map(), runs).values()]);
    expect(text).not.toMatch(/\[object Object\]|Invalid Date|undefined/);
  });
  await fc.assert(each, { numRuns: Number(process.env.SINCRO_FUZZ_RUNS ?? 1_000) });
});
