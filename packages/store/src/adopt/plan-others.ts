import type { FoundConstraint, FoundIndex, FoundReference, FoundTable } from "./found.ts";
import { isShared } from "./plan-columns.ts";
import { alter, quoted, table } from "./quoted.ts";
import type { Problem, Saying, Step } from "./saying.ts";

/** What is to be done about constraints, indexes, policies and foreign keys. */
export interface OtherPlan {
  readonly problems: readonly Problem[];
  /** Before the columns change. */
  readonly before: readonly Step[];
  /** When the id is a uuid: its key, and what refers to it. */
  readonly keyed: readonly Step[];
  readonly keeps: readonly Saying[];
}

/** Plans what is around the columns. `made`: the names that the migrations give. */
export function planOthers(found: FoundTable, made: readonly string[]): OtherPlan {
  const checks = found.constraints.filter(({ type }) => type === "c");
  const [ofStatus, others] = split(checks, ({ columns }) => columns.includes("status"));
  const gone = indexesToDrop(found);
  const problems: Problem[] = [
    ...gone
      .filter(({ index }) => index.isReferenced)
      .map(({ index }) => ({ kind: "referenced", name: index.name }) as const),
    ...(found.taken.length > 0 ? [{ kind: "nameTaken", names: found.taken } as const] : []),
  ];
  const left = found.indexes.filter((index) => !gone.some((one) => one.index === index));
  return {
    problems,
    keeps: [
      ...kept("triggers", found.triggers),
      ...kept(
        "policies",
        found.policies.map((name) => ({ name })),
      ),
      ...kept("checks", others),
      ...kept(
        "references",
        found.references.map(({ table: from, name }) => ({ name: `${from} (${name})` })),
      ),
    ],
    before: [
      ...ofStatus.map(droppedCheck),
      ...gone.map(droppedIndex),
      ...left.filter(({ name }) => made.includes(name)).map(({ name }) => renamedIndex(name)),
      ...found.policies.filter((name) => made.includes(name)).map(renamedPolicy),
      ...released(found),
    ],
    keyed: [key(found, gone), ...tiedAgain(found)],
  };
}

function split<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}

function kept(what: (Saying & { kind: "keeps" })["what"], all: readonly { readonly name: string }[]): Saying[] {
  return all.length === 0 ? [] : [{ kind: "keeps", what, names: all.map(({ name }) => name) }];
}

/** Foreign keys whose columns change with the id; the others are not touched. */
function tied({ columns, references }: FoundTable): readonly FoundReference[] {
  const converts = columns.some(({ name, type }) => name === "id" && type !== "uuid");
  return converts ? references.filter(({ to }) => to === "id") : [];
}

function released(found: FoundTable): readonly Step[] {
  const all = tied(found);
  if (all.length === 0) return [];
  const drops = all.map(({ table: from, name }) => `alter table ${from} drop constraint ${quoted(name)};`);
  const columns = [
    ...new Set(
      all.map(
        ({ table: from, column }) => `alter table ${from} alter column ${column} type uuid using ${column}::uuid;`,
      ),
    ),
  ];
  return [
    {
      say: { kind: "references", names: all.map(({ table: from, column }) => `${from}.${column}`), type: "uuid" },
      sql: [...drops, ...columns],
    },
  ];
}

function tiedAgain(found: FoundTable): readonly Step[] {
  return tied(found).map(({ table: from, name, definition }) => ({
    say: null,
    sql: [`alter table ${from} add constraint ${quoted(name)} ${definition};`],
  }));
}

/** The id is the key; where something else stays the key, it is unique all the same. */
function key({ constraints, indexes }: FoundTable, gone: readonly Gone[]): Step {
  const stays = (name: string) => !gone.some(({ index }) => index.constraint === name);
  const primary = constraints.find(({ type, name }) => type === "p" && stays(name));
  if (primary === undefined) return { say: { kind: "key" }, sql: [alter("add primary key (id)")] };
  const has = indexes.some((index) => index.isUnique && isOfId(index));
  return has ? { say: null, sql: [] } : { say: { kind: "key" }, sql: [alter("add unique (id)")] };
}

interface Gone {
  readonly index: FoundIndex;
  readonly why: "double" | "unique" | "enum";
}

/**
 * Doubles; whatever else keeps two runs apart than their id, for a start that it refused would look for the run that
 * holds the scope and find none; and conditions on a type that goes.
 */
function indexesToDrop({ indexes, columns, constraints }: FoundTable): readonly Gone[] {
  const enums = columns.filter(({ isEnum, name }) => isEnum && isShared(name));
  const hasKey = constraints.some(({ type }) => type === "p");
  const strongestFirst = indexes.toSorted((a, b) => rank(a) - rank(b));
  return strongestFirst.flatMap((index, place): Gone[] => {
    const { isUnique, isPartial, keys, uses, constraint, isReferenced } = index;
    if (isUnique && !keys.includes("id") && uses.some(isShared)) return [{ index, why: "unique" }];
    if (isPartial && enums.some(({ name }) => uses.includes(name))) return [{ index, why: "enum" }];
    const before = strongestFirst.slice(0, place);
    const isDouble = before.some(({ shape }) => shape === index.shape) || (!hasKey && isOfId(index) && !isReferenced);
    return isDouble && !isReferenced && (constraint === null || !hasKey) ? [{ index, why: "double" }] : [];
  });
}

const isOfId = ({ keys, isPartial }: FoundIndex) => !isPartial && keys.length === 1 && keys[0] === "id";
const rank = ({ constraint, isUnique, isReferenced }: FoundIndex) =>
  isReferenced ? 0 : constraint !== null ? 1 : isUnique ? 2 : 3;

function droppedCheck({ name, definition }: FoundConstraint): Step {
  return { say: { kind: "dropCheck", name, definition }, sql: [alter(`drop constraint ${quoted(name)}`)] };
}

function droppedIndex({ index: { name, constraint }, why }: Gone): Step {
  const sql =
    constraint === null ? `drop index public.${quoted(name)};` : alter(`drop constraint ${quoted(constraint)}`);
  return { say: { kind: "dropIndex", name, why }, sql: [sql] };
}

const older = (name: string) => `legacy_${name}`;

function renamedIndex(name: string): Step {
  const sql = `alter index public.${quoted(name)} rename to ${quoted(older(name))};`;
  return { say: { kind: "renameIndex", name, to: older(name) }, sql: [sql] };
}

function renamedPolicy(name: string): Step {
  const sql = `alter policy ${quoted(name)} on ${table} rename to ${quoted(older(name))};`;
  return { say: { kind: "renamePolicy", name, to: older(name) }, sql: [sql] };
}
