/** Text that is replaced in a module while it is loaded; `from` is there exactly once. */
export interface ModuleChange {
  /** From the root of the repository. */
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Tests that must notice a defect: those of a file whose full name (`describe`s and title) has these parts, in this order. */
export interface Killer {
  readonly file: string;
  readonly name: readonly string[];
}

/** A defect that is seeded on purpose, to show that the tests would see it. */
export interface Mutant {
  readonly id: string;
  /** What is wrong with it, in plain English. */
  readonly title: string;
  /** The failures that would be back, by their ids; empty for what keeps no failure away by itself. */
  readonly breaks: readonly string[];
  /** SQL for a migrated database; see {@link inFunction}. */
  readonly sql?: readonly string[];
  readonly modules?: readonly ModuleChange[];
  readonly killers: readonly Killer[];
  /** In the small set that each CI run proves. */
  readonly small?: true;
}

/** A patch that ought to change nothing that can be seen, and why. */
export interface Equivalent extends Omit<Mutant, "breaks" | "small"> {
  readonly reason: string;
}

/** A defect in a module. */
export function inModule(path: string, from: string, to: string): ModuleChange {
  return { path, from, to };
}

/** A promise of the store's port, kept by the adapter for PostgreSQL. */
export function onPostgres(title: string): Killer {
  return { file: "packages/store/src/postgres/postgres.test.ts", name: ["PostgreSQL 18", title] };
}

/** The same promise, kept by the memory store, which runs the machine itself. */
export function inMemory(title: string): Killer {
  return { file: "packages/store/src/memory/memory.test.ts", name: [title] };
}

/** A race on PostgreSQL 18. */
export function inRace(path: string, title: string): Killer {
  return { file: `packages/races/src/${path}`, name: ["PostgreSQL 18", title] };
}

/** A test of a package that needs no database. */
export function inPackage(path: string, title: string): Killer {
  return { file: `packages/${path}`, name: [title] };
}
