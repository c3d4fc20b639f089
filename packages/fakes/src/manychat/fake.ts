import type { Clock } from "../shared/clock.ts";
import { createFaults, type FaultSwitches, type Faults } from "../shared/faults.ts";
import { createGate, type Gate } from "../shared/gate.ts";
import { type ListenOptions, listen, type RunningServer } from "../shared/listen.ts";
import { createLog, type RequestLog } from "../shared/log.ts";
import { misbehave } from "../shared/misbehave.ts";
import { createRandom } from "../shared/random.ts";
import { createBook, type ManychatBook } from "./book.ts";
import { faultProblem, problemResponse } from "./errors.ts";
import { createManychatHandler, type UnknownAnswer } from "./handler.ts";
import { type ManychatCounts, writePast } from "./past.ts";

/** What a fake is made from; the same options make the same page, id for id. */
export interface ManychatFakeOptions {
  /** Of the same seed Stripe's fake has the same people as its customers. Default 1. */
  seed?: number | string;
  /** The page's clock in milliseconds. Default: `Date.now`. */
  now?: Clock;
  /** How many subscribers. Default: 40 of 100 of the first 240 people, and 30 whom nobody else knows. */
  counts?: Partial<ManychatCounts>;
  /** How long ago the first subscribed at most. Default 540 days. */
  historyDays?: number;
  /** The only API key that is accepted, `page_id:key`. Default `104233:demo`. */
  key?: string;
  /** How it answers a look-up of somebody whom it does not know. Default `empty`. */
  unknown?: UnknownAnswer;
  /** Bad behaviour from the start on. */
  faults?: FaultSwitches;
}

/** A ManyChat page that answers as ManyChat does, and misbehaves when told to. */
export interface ManychatFake extends Omit<ManychatBook, "find"> {
  readonly key: string;
  /** Answers in process, in the shape of the global `fetch`. */
  fetch: typeof fetch;
  /** Answers over HTTP. @throws the socket's error when the port cannot be had */
  listen(options?: ListenOptions): Promise<RunningServer>;
  readonly faults: Faults;
  readonly gate: Gate;
  readonly log: RequestLog;
}

/**
 * A ManyChat page of one's own, for the demo and for tests.
 *
 * @throws RangeError when the key is not `page_id:key`
 * @example
 * const manychat = createManychatFake({ seed: 7 })
 * const [someone] = manychat.subscribers(({ email }) => email !== "")
 * const url = `https://api.manychat.com/fb/subscriber/findBySystemField?email=${someone.email}`
 * const answer = await manychat.fetch(url, { headers: { authorization: `Bearer ${manychat.key}` } })
 * (await answer.json()).data.id // someone.id
 */
export function createManychatFake(options: ManychatFakeOptions = {}): ManychatFake {
  const { seed = 1, now = Date.now, historyDays = 540, key = "104233:demo", unknown = "empty" } = options;
  const [, pageId] = /^(\d{1,15}):.+$/.exec(key) ?? [];
  if (pageId === undefined) throw new RangeError("a key of ManyChat is page_id:key");
  const random = createRandom(`${seed}/manychat`);
  const book = createBook(pageId, now, random.fork("ids"));
  const counts = { people: 240, share: 0.4, strangers: 30, ...options.counts };
  writePast({ book, counts, seed, now, historyDays, random });

  const [log, faults, gate] = [createLog(), createFaults(options.faults), createGate()];
  const refuse = (fault: Parameters<typeof faultProblem>[0]) => problemResponse(faultProblem(fault));
  const handler = misbehave(createManychatHandler(book, key, unknown), { log, faults, gate, refuse });
  const { find: _, ...page } = book;
  return {
    ...page,
    key,
    fetch: (input, init) => handler(new Request(input, init)),
    listen: (where) => listen(handler, where),
    faults,
    gate,
    log,
  };
}
