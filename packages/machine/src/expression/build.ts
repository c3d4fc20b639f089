import type { ColumnName, Json } from "../columns.ts";
import type { Policy } from "../policy.ts";
import type { ArgumentType, ColumnExpression, Expression, Moment, Node, Operator } from "./expression.ts";

interface ArgumentValues {
  text: string;
  uuid: string;
  int: number;
  bool: boolean;
  time: Moment;
  json: Json;
}

function call<T>(operator: Operator, ...operands: readonly Node[]): Expression<T> {
  return { kind: "call", operator, operands };
}

/** The row's column, before the event. */
export function column<C extends ColumnName>(name: C): ColumnExpression<C> {
  return { kind: "column", name } as ColumnExpression<C>;
}

/** A field of the event; null when it is absent. */
export function argument<T extends ArgumentType>(name: string, type: T): Expression<ArgumentValues[T]> {
  return { kind: "argument", name, type };
}

/** The moment of the event. */
export const now: Expression<Moment> = { kind: "now" };

/** A number of the policy. */
export function setting(name: keyof Policy): Expression<number> {
  return { kind: "policy", name };
}

/** A constant. */
export function literal<T extends string | number | boolean>(value: T): Expression<T> {
  return { kind: "literal", value };
}

/** Null, for any column that may be empty. */
export const nothing: Expression<never> = { kind: "literal", value: null };

/** Equal, null equal to null; JSON by content. */
export const same = <T>(a: Expression<T>, b: Expression<T>) => call<boolean>("same", a, b);
/** `a` lies before `b` or at the same moment. */
export const notAfter = (a: Expression<Moment>, b: Expression<Moment>) => call<boolean>("notAfter", a, b);
/** `a` is smaller than `b`. */
export const less = (a: Expression<number>, b: Expression<number>) => call<boolean>("less", a, b);
/** Every condition holds. */
export const and = (...conditions: readonly Expression<boolean>[]) => call<boolean>("and", ...conditions);
/** Some condition holds. */
export const or = (...conditions: readonly Expression<boolean>[]) => call<boolean>("or", ...conditions);
/** The condition does not hold. */
export const not = (condition: Expression<boolean>) => call<boolean>("not", condition);
/** The value is null. */
export const isNull = (value: Expression) => call<boolean>("isNull", value);
/** The sum. */
export const add = (a: Expression<number>, b: Expression<number>) => call<number>("add", a, b);
/** The moment that lies `ms` milliseconds after `moment`. */
export const after = (moment: Expression<Moment>, ms: Expression<number>) => call<Moment>("after", moment, ms);
/** The product. */
export const times = (a: Expression<number>, b: Expression<number>) => call<number>("times", a, b);
/** The milliseconds from `from` to `to`. */
export const elapsed = (from: Expression<Moment>, to: Expression<Moment>) => call<number>("elapsed", from, to);
/** The smallest that is not null. */
export const least = <T>(...values: readonly Expression<T>[]) => call<T>("least", ...values);
/** The greatest that is not null. */
export const greatest = <T>(...values: readonly Expression<T>[]) => call<T>("greatest", ...values);
/** The first that is not null. */
export const coalesce = <T>(...values: readonly Expression<T>[]) => call<T>("coalesce", ...values);
/** `yes` where the condition holds, else `no`. */
export const choose = <T>(condition: Expression<boolean>, yes: Expression<T>, no: Expression<T>) =>
  call<T>("choose", condition, yes, no);
