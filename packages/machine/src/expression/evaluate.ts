import { isTimeColumn, type SyncRunRow } from "../columns.ts";
import type { Policy } from "../policy.ts";
import type { Expression, Node, Operator } from "./expression.ts";
import { sameJson } from "./same-json.ts";

/** What an expression is evaluated against. `row` may lack `status`: the machine keeps that as its state. */
export interface Scope {
  readonly row: Partial<SyncRunRow>;
  readonly event: object & { readonly at: string };
  readonly policy: Policy;
}

type Value = unknown;

const moment = (value: Value): Value => (typeof value === "string" ? Date.parse(value) : null);

function field(event: object, path: string): Value {
  let value: Value = event;
  for (const key of path.split(".")) value = (value as Record<string, Value> | null | undefined)?.[key];
  return value ?? null;
}

function extreme(values: readonly Value[], better: (a: number, b: number) => boolean): Value {
  const known = values.filter((value) => value !== null) as number[];
  return known.length === 0 ? null : known.reduce((best, value) => (better(value, best) ? value : best));
}

const operators: Record<Operator, (...values: Value[]) => Value> = {
  same: (a, b) => sameJson(a, b),
  notAfter: (a, b) => a !== null && b !== null && (a as number) <= (b as number),
  less: (a, b) => a !== null && b !== null && (a as number) < (b as number),
  and: (...all) => all.every((value) => value === true),
  or: (...all) => all.some((value) => value === true),
  not: (value) => value !== true,
  isNull: (value) => value === null,
  add: (a, b) => (a === null || b === null ? null : (a as number) + (b as number)),
  after: (a, b) => (a === null || b === null ? null : (a as number) + (b as number)),
  times: (a, b) => (a === null || b === null ? null : (a as number) * (b as number)),
  elapsed: (from, to) => (from === null || to === null ? null : (to as number) - (from as number)),
  least: (...all) => extreme(all, (a, b) => a < b),
  greatest: (...all) => extreme(all, (a, b) => a > b),
  coalesce: (...all) => all.find((value) => value !== null) ?? null,
  choose: (condition, yes, no) => (condition === true ? yes : no),
};

function valueIn(node: Node, scope: Scope): Value {
  switch (node.kind) {
    case "column": {
      const value = scope.row[node.name] ?? null;
      return isTimeColumn(node.name) ? moment(value) : value;
    }
    case "argument": {
      const value = field(scope.event, node.name);
      return node.type === "time" ? moment(value) : value;
    }
    case "now":
      return Date.parse(scope.event.at);
    case "policy":
      return scope.policy[node.name];
    case "literal":
      return node.value;
    case "call":
      return operators[node.operator](...node.operands.map((operand) => valueIn(operand, scope)));
  }
}

/** Whether a condition holds; null does not. */
export function holds(condition: Expression<boolean>, scope: Scope): boolean {
  return valueIn(condition, scope) === true;
}

/** Evaluates expressions by column, each against the row as it was before; moments come back as ISO 8601. */
export function evaluate(assignment: Partial<Record<keyof SyncRunRow, Expression>>, scope: Scope): Partial<SyncRunRow> {
  const next: Record<string, Value> = {};
  for (const [name, expression] of Object.entries(assignment)) {
    const value = valueIn(expression, scope);
    next[name] =
      isTimeColumn(name as keyof SyncRunRow) && value !== null ? new Date(value as number).toISOString() : value;
  }
  return next as Partial<SyncRunRow>;
}

/** Evaluates one expression that yields milliseconds or another number; null where a part of it is null. */
export function measure(expression: Expression<number>, scope: Scope): number | null {
  return valueIn(expression, scope) as number | null;
}
