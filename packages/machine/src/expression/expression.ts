import type { ColumnName, columns, Json } from "../columns.ts";
import type { Policy } from "../policy.ts";

declare const valueType: unique symbol;

/**
 * A value that the machine computes from a row, an event, the moment and the policy. It is data: TypeScript evaluates
 * it, the compiler prints it as SQL, so that guard and assignment exist once.
 * @typeParam T what it yields: `number`, `string`, `boolean`, {@link Moment} or {@link Json}
 */
export type Expression<T = unknown> = Node & { readonly [valueType]?: T };

/** A point in time: milliseconds since 1970 while evaluated, `timestamptz` in SQL. */
export interface Moment {
  readonly moment: true;
}

/** What an event's field holds; `error.code` names a field of an object. */
export type ArgumentType = "text" | "int" | "bool" | "time" | "json" | "uuid";

/** The operations; all take null as SQL does, and a condition that is null does not hold. */
export type Operator =
  | "same"
  | "notAfter"
  | "less"
  | "and"
  | "or"
  | "not"
  | "isNull"
  | "add"
  | "after"
  | "times"
  | "elapsed"
  | "least"
  | "greatest"
  | "coalesce"
  | "choose";

/** The shape of an expression: what evaluators and printers switch over. */
export type Node =
  | { readonly kind: "column"; readonly name: ColumnName }
  | { readonly kind: "argument"; readonly name: string; readonly type: ArgumentType }
  | { readonly kind: "now" }
  | { readonly kind: "policy"; readonly name: keyof Policy }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "call"; readonly operator: Operator; readonly operands: readonly Node[] };

type KindValue<K extends string> = K extends `${infer Base}?`
  ? KindValue<Base>
  : K extends "time"
    ? Moment
    : K extends "int"
      ? number
      : K extends "bool"
        ? boolean
        : K extends "json"
          ? Json
          : string;

/** What an expression for a column must yield. */
export type ColumnExpression<C extends ColumnName> = Expression<KindValue<(typeof columns)[C]>>;
