import { oneAhead } from "../one-ahead.ts";
import type { Page, SliceRequest } from "../source.ts";
import { changedIn } from "./changed.ts";
import { changes, readCheckpoint, type StripeCheckpoint, type StripeTask } from "./checkpoint.ts";
import { stripeClient } from "./client.ts";
import { fetchList } from "./list.ts";
import { createLookUp } from "./look-up.ts";
import { recordOf } from "./record.ts";
import { type StripeStream, type StripeStreamName, stripeStreamNames, stripeStreams } from "./streams.ts";
import { windowOf } from "./window.ts";

/** The pages of a slice; while one is committed the next is already asked for. */
export function stripePages(request: SliceRequest): AsyncIterable<Page> {
  return oneAhead(request.signal, (signal) => serialPages({ ...request, signal }));
}

async function* serialPages(request: SliceRequest): AsyncGenerator<Page, void, undefined> {
  const client = stripeClient(request);
  const window = windowOf(request.windowStart, request.windowEnd);
  const streams = streamsOf(request);
  const lookUp = createLookUp(client);
  const seen = new Set<string>();
  let left = tasksLeft(request, streams);
  for (let task = left[0]; task; task = left[0]) {
    if (task.cursor) seen.add(task.cursor.id);
    const { object, query }: Partial<StripeStream> = task.list === changes ? {} : stripeStreams[task.list];
    const { data, next } = await fetchList(client, task, { ...query, ...window }, seen);
    const records = object ? data.map((one) => recordOf(object, one)) : await lookUp(changedIn(data, streams, window));
    left = next ? [{ ...task, cursor: next }, ...left.slice(1)] : left.slice(1);
    const checkpoint: StripeCheckpoint = { v: 1, left };
    yield { records, checkpoint };
  }
}

function streamsOf({ streams: wanted = stripeStreamNames }: SliceRequest): readonly StripeStreamName[] {
  const unknown = wanted.find((name) => !stripeStreamNames.some((known) => known === name));
  if (unknown !== undefined) throw new RangeError(`Stripe has no stream ${JSON.stringify(unknown)}`);
  return stripeStreamNames.filter((name) => wanted.includes(name));
}

/**
 * Where to go on: at the checkpoint, or at the beginning of every list. A run since ever needs no changes: its lists
 * show every object as it is.
 */
function tasksLeft({ checkpoint, windowStart }: SliceRequest, streams: readonly StripeStreamName[]): StripeTask[] {
  const lists: readonly StripeTask["list"][] = [...streams, changes];
  if (checkpoint !== null) return readCheckpoint(checkpoint).left.filter(({ list }) => lists.includes(list));
  return lists.filter((list) => list !== changes || windowStart !== null).map((list) => ({ list, cursor: null }));
}
