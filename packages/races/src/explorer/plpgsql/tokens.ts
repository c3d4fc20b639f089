/** A piece of SQL or PL/pgSQL that is neither white space nor comment. Words are in lower case. */
export interface Token {
  readonly kind: "word" | "string" | "mark";
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const pieces = [
  { kind: "skip", pattern: /\s+|--[^\n]*/y },
  { kind: "string", pattern: /[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'/sy },
  { kind: "string", pattern: /\$(\w*)\$.*?\$\1\$/sy },
  { kind: "word", pattern: /"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\d[\w.]*/y },
  { kind: "mark", pattern: /<<|>>|./sy },
] as const;

/** Where a comment that may hold others ends. */
function endOfComment(text: string, at: number): number {
  let depth = 0;
  for (let here = at; here < text.length; here += 1) {
    const two = text.slice(here, here + 2);
    if (two === "/*") depth += 1;
    else if (two === "*/") depth -= 1;
    else continue;
    here += 1;
    if (depth === 0) return here + 1;
  }
  throw new Error(`the comment at ${at} does not end`);
}

/** Cuts SQL into tokens: knows strings, dollar quotes, quoted names and comments, nested ones included. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.startsWith("/*", at)) {
      at = endOfComment(text, at);
      continue;
    }
    for (const { kind, pattern } of pieces) {
      pattern.lastIndex = at;
      const [piece] = pattern.exec(text) ?? [];
      if (piece === undefined) continue;
      const word = kind === "word" && !piece.startsWith('"') ? piece.toLowerCase() : piece;
      if (kind !== "skip") found.push({ kind, text: word, at, end: at + piece.length });
      at += piece.length;
      break;
    }
  }
  return found;
}
