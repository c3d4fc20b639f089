import type { ArgumentType, Node, Operator } from "../expression/index.ts";
import { policy, settingName } from "../policy.ts";

/** The SQL type of each kind of column. */
const columnTypes: Record<string, string> = {
  uuid: "uuid",
  text: "text",
  status: "text",
  mode: "text",
  yield: "text",
  time: "timestamptz",
  int: "bigint",
  bool: "boolean",
  json: "jsonb",
};

/** A string as an SQL literal. */
export function quote(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A list of strings as SQL literals. */
export function quoteAll(values: readonly string[]): string {
  return values.map(quote).join(", ");
}

/** The plpgsql variable that holds an event's field. */
export function variable(name: string): string {
  return `e_${name.replace(/[.A-Z]/g, (found) => (found === "." ? "_" : `_${found.toLowerCase()}`))}`;
}

/** How an event's field is read from the event's JSON, as the type that its variable has. */
export function extraction(name: string, type: ArgumentType): { readonly type: string; readonly sql: string } {
  const sqlType = columnTypes[type] as string;
  const keys = name.split(".");
  const last = quote(keys.at(-1) as string);
  const parent = ["e", ...keys.slice(0, -1).map(quote)].join(" -> ");
  if (type === "json") return { type: sqlType, sql: `nullif(${parent} -> ${last}, 'null'::jsonb)` };
  if (type === "text") return { type: sqlType, sql: `${parent} ->> ${last}` };
  return { type: sqlType, sql: `(${parent} ->> ${last})::${sqlType}` };
}

const binary = (sign: string) => (operands: readonly string[]) => `(${operands.join(` ${sign} `)})`;
const named = (name: string) => (operands: readonly string[]) => `${name}(${operands.join(", ")})`;

const operators: Record<Operator, (operands: readonly string[]) => string> = {
  same: binary("is not distinct from"),
  notAfter: binary("<="),
  less: binary("<"),
  and: binary("and"),
  or: (operands) => (operands.length === 0 ? "false" : binary("or")(operands)),
  not: ([operand]) => `(${operand} is not true)`,
  isNull: ([operand]) => `(${operand} is null)`,
  add: binary("+"),
  after: ([moment, ms]) => `(${moment} + ${ms} * interval '1 millisecond')`,
  times: binary("*"),
  elapsed: ([from, to]) => `(extract(epoch from ${to} - ${from}) * 1000)::bigint`,
  least: named("least"),
  greatest: named("greatest"),
  coalesce: named("coalesce"),
  choose: ([condition, yes, no]) => `case when ${condition} then ${yes} else ${no} end`,
};

function literalSql(value: string | number | boolean | null): string {
  if (typeof value === "string") return quote(value);
  return value === null ? "null" : String(value);
}

/** An expression as SQL: the row is `r`, the moment `p_at`, an event's field its variable. */
export function print(node: Node): string {
  switch (node.kind) {
    case "column":
      return `r.${node.name}`;
    case "argument":
      return variable(node.name);
    case "now":
      return "p_at";
    case "policy":
      return `public.sync_setting(${quote(settingName(node.name))}, ${policy[node.name]})`;
    case "literal":
      return literalSql(node.value);
    case "call":
      return operators[node.operator](node.operands.map(print));
  }
}

/** The event's fields that expressions read, each once. */
export function argumentsOf(nodes: readonly Node[]): readonly (Node & { kind: "argument" })[] {
  const found = new Map<string, Node & { kind: "argument" }>();
  const visit = (node: Node): void => {
    if (node.kind === "argument") found.set(node.name, node);
    if (node.kind === "call") node.operands.forEach(visit);
  };
  nodes.forEach(visit);
  return [...found.values()];
}
