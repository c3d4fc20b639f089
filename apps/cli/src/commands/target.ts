import type { Client } from "@sincro/client";
import { sources } from "@sincro/sources";
import { UsageError } from "../output/exit-codes.ts";
import type { Texts } from "../output/terminal.ts";

/** What a word on the command line names. */
export type Target =
  | { readonly kind: "all" }
  | { readonly kind: "source"; readonly source: string }
  | { readonly kind: "run"; readonly runId: string };

/**
 * Reads a source's name, `all`, or a run's id.
 *
 * @throws UsageError that lists the sources there are
 */
export function targetOf(word: string, { cli }: Texts): Target {
  if (word === "all") return { kind: "all" };
  const known = sources.map(({ manifest }) => manifest.name);
  if (known.includes(word)) return { kind: "source", source: word };
  if (/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(word)) return { kind: "run", runId: word };
  throw new UsageError(cli.notUuidNorSource(word, known.join(", ")));
}

/** The source of a target: a run knows its own. */
export async function sourceOf(client: Client, target: Exclude<Target, { kind: "all" }>): Promise<string> {
  return target.kind === "source" ? target.source : (await client.run(target.runId)).run.source;
}
