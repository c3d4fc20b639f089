import type { Saying } from "../saying.ts";
import type { Fate } from "./active.ts";
import type { AdoptedRow } from "./adopted-row.ts";
import type { OlderRow } from "./older-row.ts";

/** Columns whose changes have sentences of their own. */
const told = ["status", "checkpoint", "error_message"];

/** Counts what becomes of rows, for the plan and the receipt. */
export class Tally {
  #rows = 0;
  #changed = 0;
  readonly #statuses = new Map<string, { from: string | null; to: string; count: number }>();
  readonly #stays: Saying[] = [];
  readonly #closed = { silent: 0, double: 0 };
  readonly #cursors = { read: 0, nothing: 0, unreadable: 0 };
  readonly #values = new Map<string, number>();

  add(before: OlderRow, after: AdoptedRow, fate: Fate | undefined): void {
    this.#rows += 1;
    if (after.keep.length > 0 || after.note !== null) this.#changed += 1;
    if (fate === "stays") this.#stays.push({ kind: "stays", source: after.source, id: after.id });
    else if (fate !== undefined) this.#closed[fate] += 1;
    if (before.status !== after.status) {
      const key = JSON.stringify([before.status, after.status]);
      const { count = 0 } = this.#statuses.get(key) ?? {};
      this.#statuses.set(key, { from: before.status, to: after.status, count: count + 1 });
    }
    if (after.cursor === "read") this.#cursors.read += 1;
    else if (after.error_code === "checkpoint_invalid") this.#cursors.unreadable += 1;
    else if (after.cursor === "none" && before.checkpoint !== undefined) this.#cursors.nothing += 1;
    for (const name of after.keep.filter((one) => !told.includes(one)))
      this.#values.set(name, (this.#values.get(name) ?? 0) + 1);
  }

  /** What there is to say, the plainest first. */
  sayings(): readonly Saying[] {
    const some = <T extends { readonly count: number }>({ count }: T) => count > 0;
    const closed = (["silent", "double"] as const).map(
      (why) => ({ kind: "closed", why, count: this.#closed[why] }) as const,
    );
    const cursors = (["read", "nothing", "unreadable"] as const).map(
      (what) => ({ kind: "cursors", what, count: this.#cursors[what] }) as const,
    );
    return [
      { kind: "rows", count: this.#rows, changed: this.#changed },
      ...[...this.#statuses.values()]
        .toSorted((a, b) => b.count - a.count)
        .map((one) => ({ kind: "status", ...one }) as const),
      ...this.#stays,
      ...closed.filter(some),
      ...cursors.filter(some),
      ...[...this.#values].map(([column, count]) => ({ kind: "values", column, count }) as const),
    ];
  }
}
