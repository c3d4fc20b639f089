export * from "./build.ts";
export { evaluate, holds, measure } from "./evaluate.ts";
export type { ArgumentType, ColumnExpression, Expression, Moment, Node, Operator } from "./expression.ts";
