import * as fc from "fast-check";
import { expect, it } from "vitest";
import { run } from "../view/run.fixture.ts";
import { applyRows } from "./rows.ts";

it("whatever the order in which versions arrive, the greatest stays", () => {
  const version = fc.nat(20).map((n) => run({ version: n, total_fetched: n }));
  fc.assert(
    fc.property(fc.array(fc.array(version, { maxLength: 4 }), { minLength: 1, maxLength: 8 }), (batches) => {
      const rows = batches.reduce<ReturnType<typeof applyRows>>((held, batch) => applyRows(held, batch), new Map());
      const greatest = Math.max(-1, ...batches.flat().map((row) => row.version));
      expect(rows.get(run().id)?.version ?? -1).toBe(greatest);
    }),
  );
});

it("what is late or the same changes nothing, not even the map", () => {
  const rows = applyRows(new Map(), [run({ version: 7 })]);
  expect(applyRows(rows, [run({ version: 6 }), run({ version: 7, status: "failed" })])).toBe(rows);
});
