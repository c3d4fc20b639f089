import { isActive } from "@sincro/machine";
import type { RunRow } from "./run-row.ts";

/** How far a run is. There is a fraction only where the provider told a total. */
export type Progress =
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly records: number }
  | {
      readonly kind: "known";
      readonly records: number;
      readonly total: number;
      readonly value: number;
      readonly max: number;
    };

/** How far a run is, from what it committed: never full before it is completed, whatever the total was said to be. */
export function progressOf(run: RunRow | null): Progress {
  if (run === null) return { kind: "none" };
  const { total_fetched: records, total_expected: total } = run;
  if (run.status === "completed") return { kind: "known", records, total: records, value: 1, max: 1 };
  if (total === null || total <= 0) return isActive(run.status) ? { kind: "unknown", records } : { kind: "none" };
  return { kind: "known", records, total, value: Math.min(records, total - 1), max: total };
}
