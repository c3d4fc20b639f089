/** One moment of a schedule: who did what, and what the database said. */
export interface Moment {
  readonly who: string;
  readonly does: string;
  readonly said: string;
}

/** No line is longer, so that it can be pasted anywhere. */
const width = 96;

const longest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));

/** Breaks a text between words into lines of at most `room`. */
function wrapped(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A text behind a mark, its further lines under its first. */
export function marked(mark: string, text: string): string {
  const indent = " ".repeat(mark.length);
  return wrapped(text, width - mark.length)
    .map((line, index) => `${index === 0 ? mark : indent}${line}`)
    .join("\n");
}

/**
 * A schedule as an operator reads it: a line for each moment, T0, T1, …, who, what, and what the database said.
 *
 * @example
 * timeline([{ who: "ana", does: "looks for an active run", said: "nothing" }])
 * // "  T0  ana  looks for an active run  nothing"
 */
export function timeline(moments: readonly Moment[]): string {
  const who = longest(moments.map((moment) => moment.who));
  const does = Math.min(52, longest(moments.map((moment) => moment.does)));
  const number = `T${moments.length - 1}`.length;
  return moments
    .map((moment, index) => {
      const start = `  ${`T${index}`.padEnd(number)}  ${moment.who.padEnd(who)}  ${moment.does.padEnd(does)}  `;
      return marked(start, moment.said).trimEnd();
    })
    .join("\n");
}
