import type { OnConflict } from "@sincro/store";
import fc from "fast-check";

/** What becomes of a request: it is answered; its answer is lost and it is sent again; it arrives twice at once. */
export type Delivery = "once" | "lost" | "twice";

/** One thing that an actor means to do; what it comes to depends on what was answered before. */
export type Deed =
  | { readonly do: "start"; readonly onConflict: OnConflict; readonly delivery: Delivery }
  | { readonly do: "resume"; readonly delivery: Delivery }
  | { readonly do: "cancel"; readonly delivery: Delivery }
  | { readonly do: "claim"; readonly delivery: Delivery }
  | { readonly do: "commit"; readonly records: number; readonly delivery: Delivery }
  | { readonly do: "beat" }
  | { readonly do: "yield"; readonly waitS: number; readonly delivery: Delivery }
  | { readonly do: "complete"; readonly delivery: Delivery }
  | { readonly do: "fail"; readonly delivery: Delivery }
  | { readonly do: "sweep"; readonly afterS: number; readonly release: boolean; readonly calls: boolean }
  | { readonly do: "wait"; readonly s: number };

/** Who acts, and what they do, one thing after another. */
export interface Program {
  readonly who: string;
  readonly deeds: readonly Deed[];
}

/** Some actors in one scope, and whether a run was started before they met. */
export interface History {
  readonly begun: boolean;
  readonly programs: readonly Program[];
}

const delivery = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Delivery>("once") },
  { weight: 1, arbitrary: fc.constant<Delivery>("lost") },
  { weight: 1, arbitrary: fc.constant<Delivery>("twice") },
);

const one = (name: Deed["do"], more: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ do: fc.constant(name), ...more }) as unknown as fc.Arbitrary<Deed>;

const operators = fc.oneof(
  { weight: 4, arbitrary: one("start", { onConflict: fc.constantFrom("reject", "restart", "attach"), delivery }) },
  { weight: 1, arbitrary: one("resume", { delivery }) },
  { weight: 2, arbitrary: one("cancel", { delivery }) },
);

const workers = fc.oneof(
  { weight: 2, arbitrary: one("claim", { delivery }) },
  { weight: 4, arbitrary: one("commit", { records: fc.integer({ min: 1, max: 3 }), delivery }) },
  { weight: 1, arbitrary: one("beat") },
  { weight: 1, arbitrary: one("yield", { waitS: fc.constantFrom(0, 30, 200), delivery }) },
  { weight: 1, arbitrary: one("complete", { delivery }) },
  { weight: 1, arbitrary: one("fail", { delivery }) },
);

/** Leases lapse after a minute, workers are missed after ten. */
const afterS = fc.constantFrom(0, 61, 61, 130, 400, 601);
const release = fc.constantFrom(false, false, false, true);

const sweepers = fc.oneof(
  { weight: 2, arbitrary: one("sweep", { afterS, release, calls: fc.boolean() }) },
  { weight: 1, arbitrary: one("wait", { s: fc.constantFrom(1, 20, 61) }) },
);

const deeds = (of: fc.Arbitrary<Deed>, maxLength: number) => fc.array(of, { minLength: 1, maxLength, size: "max" });
/** A worker is called to work: it begins with a claim. */
const called = deeds(workers, 8).map((rest): Deed[] => [{ do: "claim", delivery: "once" }, ...rest]);

const operator = (who: string) => fc.record({ who: fc.constant(who), deeds: deeds(operators, 3) });
const worker = (who: string) => fc.record({ who: fc.constant(who), deeds: called });
const sweeper = fc.record({ who: fc.constant("sweeper"), deeds: deeds(sweepers, 6) });
const maybe = (program: fc.Arbitrary<Program>) => fc.option(program, { nil: undefined, freq: 2 });

/** Whoever can be in a history. */
const everybody = ["ana", "luis", "worker 1", "worker 2", "sweeper"] as const;

function programOf(who: string): fc.Arbitrary<Program> {
  if (who === "sweeper") return sweeper;
  return who.startsWith("worker") ? worker(who) : operator(who);
}

/** Histories of two to four actors of these: operators, workers, the sweeper. */
export function histories(who: readonly string[] = everybody): fc.Arbitrary<History> {
  return fc.record({
    // Three times out of four.
    begun: fc.nat(3).map((n) => n > 0),
    programs: fc
      .tuple(...who.map((name) => maybe(programOf(name))))
      .map((all) => all.filter((program) => program !== undefined))
      .filter(({ length }) => length >= 2 && length <= 4),
  });
}
