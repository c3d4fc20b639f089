import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** Asks a person; null when there is nobody who could answer. */
export type Ask = (question: string) => Promise<string | null>;

/** What is asked through: a terminal says so itself. */
interface Place {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
}

/** Asks through some streams. */
export function askThrough({ input, output }: Place): Ask {
  return async (question) => {
    if (input.isTTY !== true) return null;
    const lines = createInterface({ input, output });
    try {
      // Whoever answers at once must be heard.
      const answered = Promise.race([once(lines, "line"), once(lines, "close")]);
      lines.setPrompt(`${question} `);
      lines.prompt();
      const [answer] = (await answered) as [string?];
      return answer?.trim() ?? "";
    } finally {
      lines.close();
    }
  };
}

/** Asks in the terminal that this process was started in. */
export const askHere: Ask = askThrough({ input: process.stdin, output: process.stderr });
