import { type Token, tokens } from "./tokens.ts";

/** A statement of a PL/pgSQL body. */
export interface PlStatement {
  /** Where it begins in the body. */
  readonly at: number;
  /** What it evaluates itself, as tokens: all of a simple statement, the conditions or the query of one that holds others. */
  readonly head: readonly Token[];
}

const ends = new Set(["end", "else", "elsif", "elseif", "when", "exception"]);

/**
 * Finds every statement of a PL/pgSQL body, those inside blocks, branches, loops and handlers included, in the order
 * of the text. The outermost block itself is not one of them.
 *
 * @throws Error when the text is not what it should be: the splitter guesses nothing
 * @example
 * splitPlpgsql("begin if found then return 1; end if; return 2; end").length; // 3
 */
export function splitPlpgsql(body: string): readonly PlStatement[] {
  const all = tokens(body);
  const found: PlStatement[] = [];
  let next = 0;

  const peek = () => all[next]?.text;
  const take = (...expected: readonly string[]): Token => {
    const token = all[next];
    if (token === undefined || (expected.length > 0 && !expected.includes(token.text)))
      throw new Error(`expected ${expected.join(" or ") || "more"} at ${token?.at ?? "the end"}: ${token?.text ?? ""}`);
    next += 1;
    return token;
  };

  /** Takes what stands before one of the words, outside of parentheses and CASE expressions. */
  function until(...words: readonly string[]): readonly Token[] {
    const from = next;
    for (let depth = 0; ; next += 1) {
      const token = all[next];
      if (token === undefined) throw new Error(`expected ${words.join(" or ")} at the end`);
      if (depth === 0 && token.kind !== "string" && words.includes(token.text)) return all.slice(from, next);
      if (token.kind !== "string" && (token.text === "(" || token.text === "case")) depth += 1;
      if (token.kind !== "string" && (token.text === ")" || token.text === "end")) depth -= 1;
    }
  }

  function statements(): void {
    while (!ends.has(peek() ?? "end")) statement();
  }

  function branches(opening: readonly string[], closing: string): readonly Token[] {
    const head: Token[] = [];
    while (opening.includes(peek() ?? "")) {
      take();
      head.push(...until("then"));
      take("then");
      statements();
    }
    if (peek() === "else") {
      take();
      statements();
    }
    take("end");
    take(closing);
    take(";");
    return head;
  }

  function block(): readonly Token[] {
    const declared = peek() === "declare" ? until("begin") : [];
    take("begin");
    statements();
    if (peek() === "exception") {
      take();
      while (peek() === "when") {
        until("then");
        take("then");
        statements();
      }
    }
    take("end");
    return declared;
  }

  function toSemicolon(head: readonly Token[]): readonly Token[] {
    const rest = until(";");
    take(";");
    return [...head, ...rest];
  }

  function parts(): readonly Token[] {
    switch (peek()) {
      case "declare":
      case "begin":
        return toSemicolon(block());
      case "if":
        return branches(["if", "elsif", "elseif"], "if");
      case "case": {
        take();
        const selector = until("when");
        return [...selector, ...branches(["when"], "case")];
      }
      case "loop":
      case "while":
      case "for":
      case "foreach": {
        const head = until("loop");
        take("loop");
        statements();
        take("end");
        take("loop");
        return toSemicolon(head);
      }
      default:
        return toSemicolon([]);
    }
  }

  function statement(): void {
    const { at } = all[next] as Token;
    if (peek() === "<<") {
      until(">>");
      take(">>");
    }
    const place = found.push({ at, head: [] }) - 1;
    found[place] = { at, head: parts() };
  }

  if (peek() === "<<") {
    until(">>");
    take(">>");
  }
  block();
  if (peek() === ";") take();
  return found;
}
