import { parseAst } from "vitest/node";

/** A test that names the failures it guards against: `F14 · thirty-two racing starts leave exactly one run`. */
export interface NamedTest {
  readonly ids: readonly string[];
  /** Without its ids; what a table or a loop puts in is `…`. */
  readonly title: string;
  /** Relative to the root, with slashes. */
  readonly file: string;
}

const id = "[FP]\\d+";
const named = new RegExp(`^(${id}(?:(?:, | |/)${id})*) · (.+)$`, "s");
/** Whether a text may hold named tests at all: spares the parser most files. */
const mayHold = new RegExp(`["'\`]${id}[^\\n]* · `);

/** The ids at the beginning of a title, and the rest of it. */
function readTitle(text: string): Omit<NamedTest, "file"> | undefined {
  const [, ids, title] = named.exec(text) ?? [];
  if (ids === undefined || title === undefined) return undefined;
  const shown = title.replaceAll(/%[sdifjoO]|%\$|\$[a-z]\w*/g, "…");
  return { ids: ids.match(new RegExp(id, "g")) ?? [], title: shown };
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

function textOf(node: Node): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type !== "TemplateLiteral") return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join("…");
}

/** The names in what is called: `it.skip.each(…)(…)` has it, skip and each. */
function namesOf(callee: unknown): readonly string[] {
  if (!isNode(callee)) return [];
  if (callee.type === "Identifier") return [callee.name as string];
  if (callee.type === "MemberExpression") return [...namesOf(callee.object), ...namesOf(callee.property)];
  return callee.type === "CallExpression" ? namesOf(callee.callee) : [];
}

const leftOut = ["skip", "todo", "skipIf", "runIf", "fixme"];
const isLeftOut = (node: Node): boolean =>
  node.type === "CallExpression" && namesOf(node.callee).some((name) => leftOut.includes(name));

function* texts(node: Node): Generator<string> {
  if (isLeftOut(node)) return;
  const text = textOf(node);
  if (text !== undefined) yield text;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* texts(child);
  }
}

/**
 * The named tests of a source file, in order. Comments are not read, nor what is skipped, always or on some machines:
 * such a test proves nothing there.
 */
export function namedTests(file: string, source: string): readonly NamedTest[] {
  if (!mayHold.test(source)) return [];
  const program = parseAst(source, { lang: file.endsWith("x") ? "tsx" : "ts" }) as unknown as Node;
  return [...texts(program)].flatMap((text) => {
    const found = readTitle(text);
    return found === undefined ? [] : [{ ...found, file }];
  });
}
