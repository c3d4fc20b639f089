import type { Node } from "../expression/index.ts";

const yes: Node = { kind: "literal", value: true };

/** A condition without the parts that are known to hold. */
export function simplify(node: Node, known: ReadonlySet<Node>): Node {
  if (known.has(node)) return yes;
  if (node.kind !== "call" || node.operator !== "and") return node;
  const left = node.operands.map((operand) => simplify(operand, known)).filter((operand) => operand !== yes);
  if (left.length === 0) return yes;
  return left.length === 1 ? (left[0] as Node) : { ...node, operands: left };
}
