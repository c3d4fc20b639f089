import type { Json } from "@sincro/machine";
import * as z from "zod";
import { SourceError } from "../errors.ts";
import type { Stream } from "./stream.ts";
import { newWork, type Work } from "./work.ts";

/** More tasks than a run of any source here has: one that wants more is no checkpoint. */
const most = 1_000;
const seconds = z.int().min(0).max(99_999_999_999);
const count = z.int().min(0);

/** Stream, from, to (Unix seconds; null where it has no windows), cursor, and the total where it is known. */
const task = z.union([
  z.tuple([z.string(), seconds.nullable(), seconds.nullable(), z.unknown()]),
  z.tuple([z.string(), seconds.nullable(), seconds.nullable(), z.unknown(), count]),
]);

/** What is left to do, not what was done: a set of tasks. Short, for it is written with every page. */
const shape = z.strictObject({
  v: z.literal(2),
  left: z.array(task).max(most),
  /** How many records the tasks that are over had; absent where one did not say. */
  done: count.optional(),
  /** How far the provider's own data reached, by stream, where that was before the end of the window. */
  upTo: z.record(z.string(), seconds).optional(),
});

/** What a slice knows of its run. */
export interface State {
  readonly left: Work[];
  /** How many records the tasks that are over had; null where one did not say. */
  done: number | null;
  /** See the checkpoint's `upTo`; in seconds. */
  readonly upTo: Map<string, number>;
}

// biome-ignore lint/suspicious/noExplicitAny: as in Work
type Streams = Readonly<Record<string, Stream<any, any>>>;

/** Writes down what is left. */
export function writeCheckpoint({ left, done, upTo }: State): Json {
  const second = (ms: number | undefined) => (ms === undefined ? null : ms / 1000);
  return {
    v: 2,
    left: left.map(({ name, span, cursor, total }) => [
      ...[name, second(span?.from), second(span?.to), cursor],
      ...(total === null ? [] : [total]),
    ]),
    ...(done !== null && { done }),
    ...(upTo.size > 0 && { upTo: Object.fromEntries(upTo) }),
  };
}

/**
 * Reads what a former slice left.
 *
 * @throws SourceError `checkpoint_invalid`
 */
export function readCheckpoint(title: string, streams: Streams, value: Json): State {
  const invalid = new SourceError("checkpoint_invalid", `${title}: the checkpoint is not one that this version wrote`, {
    retryable: false,
  });
  const found = shape.safeParse(value);
  if (!found.success) throw invalid;
  const left = found.data.left.map(([name, from, to, written, total = null]) => {
    const stream = Object.hasOwn(streams, name) ? streams[name] : undefined;
    const cursor = written === null ? { success: true, data: null } : stream?.cursor.safeParse(written);
    const timed = from !== null && to !== null && from < to;
    if (!stream || !cursor?.success || timed !== (stream.windows !== undefined)) throw invalid;
    if (!timed && (from !== null || to !== null)) throw invalid;
    const span = timed ? { from: from * 1000, to: to * 1000 } : null;
    return newWork(name, stream, { span, cursor: cursor.data as Json | null, total });
  });
  if (overlapping(left)) throw invalid;
  return { left, done: found.data.done ?? null, upTo: new Map(Object.entries(found.data.upTo ?? {})) };
}

/** Whether two tasks are about the same: no plan and no division makes such. */
function overlapping(left: readonly Work[]): boolean {
  const sorted = left.toSorted((a, b) => (a.span?.from ?? 0) - (b.span?.from ?? 0));
  const reached = new Map<string, number>();
  return sorted.some(({ name, span }) => {
    const before = reached.get(name) ?? -Infinity;
    reached.set(name, span?.to ?? Infinity);
    return (span?.from ?? 0) < before;
  });
}
