import type { Json } from "@sincro/machine";
import type { Span, Stream } from "./stream.ts";

/** A task while a slice has it: what of it goes into the checkpoint, and what is only known meanwhile. */
export interface Work {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the client and the cursor are the stream's affair
  readonly stream: Stream<any, any>;
  span: Span | null;
  cursor: Json | null;
  /** How many records it has in all, where the provider says so. */
  total: number | null;
  /** How far it is, in Unix milliseconds: the time of its last record. */
  position: number | null;
  /** Where its reading began in this slice, likewise. */
  began: number | null;
  /** How many records it gave in this slice. */
  count: number;
  /** Cursors that were there before: one that comes again would loop for ever. */
  readonly seen: Set<string>;
}

/** A task that nobody has begun in this slice. */
export function newWork(
  name: string,
  stream: Work["stream"],
  { span, cursor = null, total = null }: { span: Span | null; cursor?: Json | null; total?: number | null },
): Work {
  const seen = new Set(cursor === null ? [] : [JSON.stringify(cursor)]);
  return { name, stream, span, cursor, total, position: null, began: null, count: 0, seen };
}
