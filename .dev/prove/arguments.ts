import { parseArgs } from "node:util";

/** What `npm run prove` was asked for. */
export interface Options {
  /** Names of parts; all when undefined. */
  readonly only: readonly string[] | undefined;
  /** Whether the figures go into docs/proof.md. */
  readonly write: boolean;
}

/** What was asked cannot be done; the message says what can. */
export class UsageError extends Error {}

/** Reads the command line; `--old` is short for `--only old`. @throws UsageError */
export function options(args: readonly string[]): Options {
  const { only, old, write } = parse(args);
  if (only !== undefined && old) throw new UsageError("--old is short for --only old: give one of them.");
  return { only: old ? ["old"] : only?.split(","), write };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: "string" },
        old: { type: "boolean", default: false },
        write: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The parts of those names, in the order of `parts`. @throws UsageError for a name that is none of theirs */
export function chosen<T extends { readonly name: string }>(
  parts: readonly T[],
  only: readonly string[] | undefined,
): readonly T[] {
  const unknown = only?.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no part ${unknown}; there are ${parts.map(({ name }) => name).join(", ")}.`);
  }
  return parts.filter(({ name }) => only?.includes(name) ?? true);
}
