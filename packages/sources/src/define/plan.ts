import type { SliceRequest } from "../source.ts";
import { readCheckpoint, type State } from "./checkpoint.ts";
import type { Span, Stream, Windows } from "./stream.ts";
import { newWork } from "./work.ts";

/** The whole run's window in Unix milliseconds, whole seconds; `to` is the first moment that is not of it. */
interface RunWindow {
  readonly from: number | null;
  readonly to: number;
}

/** What a slice has to do, and which streams that is about. */
export interface Plan extends State {
  readonly window: RunWindow;
  readonly streams: readonly string[];
}

interface Planned {
  readonly title: string;
  // biome-ignore lint/suspicious/noExplicitAny: as in Work
  readonly streams: Readonly<Record<string, Stream<any, any>>>;
  readonly parallel: { readonly perStream: number };
}

/**
 * Where to go on: at the checkpoint, or at the beginning of every stream.
 *
 * @throws SourceError `checkpoint_invalid`; RangeError for a stream or a time that is none
 */
export function planOf({ title, streams, parallel }: Planned, request: SliceRequest): Plan {
  const wanted = wantedOf(title, namedStreams(streams), request.streams);
  const window = windowOf(request);
  const read = Object.entries(streams).filter(([name, { implied }]) => implied || wanted.includes(name));
  if (request.checkpoint !== null) {
    const state = readCheckpoint(title, streams, request.checkpoint);
    const left = state.left.filter((work) => read.some(([name]) => name === work.name));
    return { ...state, left, window, streams: wanted };
  }
  const run = window.from === null ? "full" : "windowed";
  const left = read.flatMap(([name, stream]) => {
    if (stream.only !== undefined && stream.only !== run) return [];
    if (stream.windows === undefined) return [newWork(name, stream, { span: null })];
    return cut(stream.windows, window, parallel.perStream).map((span) => newWork(name, stream, { span }));
  });
  return { left, done: 0, upTo: new Map(), window, streams: wanted };
}

/** The streams that can be asked for. */
export function namedStreams(streams: Planned["streams"]): string[] {
  return Object.keys(streams).filter((name) => !streams[name]?.implied);
}

function wantedOf(title: string, known: readonly string[], wanted: readonly string[] = known): string[] {
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new RangeError(`${title} has no stream ${JSON.stringify(unknown)}`);
  return known.filter((name) => wanted.includes(name));
}

/** Both ends are rounded down to the second in which they lie, which is fetched whole. */
function windowOf({ windowStart, windowEnd }: SliceRequest): RunWindow {
  return { from: windowStart === null ? null : second(windowStart), to: second(windowEnd) + 1000 };
}

function second(time: string): number {
  const ms = Date.parse(time);
  if (Number.isNaN(ms)) throw new RangeError(`not a time: ${JSON.stringify(time)}`);
  return Math.floor(ms / 1000) * 1000;
}

/** So many parts a stream that is divisible begins with: who is busy is divided, and who has nothing costs little. */
const beginnings = 4;

/** The spans of a stream, in its own order. */
function cut(
  { earliest, longestMs = Infinity, lookBackMs = 0, divisible, order }: Windows,
  run: RunWindow,
  hands: number,
): Span[] {
  const limit = typeof earliest === "number" ? earliest : run.to - earliest.backMs;
  const from = Math.floor(Math.max(limit, run.from === null ? limit : run.from - lookBackMs) / 1000) * 1000;
  const length = run.to - from;
  if (length <= 0) return [];
  const pieces = Math.max(
    Math.ceil(length / longestMs),
    divisible ? Math.min(hands, beginnings, Math.floor(length / 1000)) : 1,
  );
  const bound = (n: number) => (n === pieces ? run.to : from + Math.floor(((length / pieces) * n) / 1000) * 1000);
  const spans = Array.from({ length: pieces }, (_, n) => ({ from: bound(n), to: bound(n + 1) }));
  return order === "newest first" ? spans.reverse() : spans;
}
