import { isActive, isTerminal } from "@sincro/machine";
import type { Rows } from "../feed/rows.ts";
import { isSilent } from "../view/phase.ts";
import type { RunRow } from "../view/run-row.ts";

/** Something that happened to a run and is worth saying. `running` and `continuing` take turns all the time: they are not. */
export interface Change {
  readonly key: string;
  readonly kind: "began" | "ended" | "fellSilent";
  readonly run: RunRow;
}

const keyOf = (run: RunRow, kind: Change["kind"]) => `${run.id}:${kind === "ended" ? run.status : kind}`;

/** The keys by which a run's beginning and its end are told. */
export const beganKey = (runId: string) => `${runId}:began`;
export const endedKey = (runId: string, status: string) => `${runId}:${status}`;

/** What happened between two looks at the rows; `now` is the server's clock at the second, in milliseconds. */
export function changesBetween(
  before: Rows,
  after: Rows,
  silentBefore: ReadonlySet<string>,
  now: number,
): readonly Change[] {
  return [...after.values()].flatMap((run): readonly Change[] => {
    const kind = kindOf(before.get(run.id), run, silentBefore, now);
    return kind === null ? [] : [{ key: keyOf(run, kind), kind, run }];
  });
}

function kindOf(
  old: RunRow | undefined,
  run: RunRow,
  silentBefore: ReadonlySet<string>,
  now: number,
): Change["kind"] | null {
  if (isSilent(run, now)) return silentBefore.has(run.id) ? null : "fellSilent";
  if (old === undefined) return isActive(run.status) ? "began" : null;
  return isActive(old.status) && isTerminal(run.status) ? "ended" : null;
}
