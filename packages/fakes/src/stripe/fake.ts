import type { Clock } from "../shared/clock.ts";
import { createFaults, type FaultSwitches, type Faults } from "../shared/faults.ts";
import { createGate, type Gate } from "../shared/gate.ts";
import { type ListenOptions, listen, type RunningServer } from "../shared/listen.ts";
import { createLog, type RequestLog } from "../shared/log.ts";
import { misbehave } from "../shared/misbehave.ts";
import { createRandom } from "../shared/random.ts";
import type { StripeCollection, StripeObject } from "./collections.ts";
import { faultProblem, problemResponse } from "./errors.ts";
import { createStripeHandler } from "./handler.ts";
import { createIds } from "./ids.ts";
import { pageOf } from "./page.ts";
import { countsFor, type StripeCounts, writePast } from "./past/index.ts";
import { DAY } from "./past/moments.ts";
import { type StripeSeeds, sowSamples } from "./samples.ts";
import { stripeVersion } from "./version.ts";
import { createWorld, type StripeWorld } from "./world.ts";

/** What a fake is made from; the same options make the same account, id for id. */
export interface StripeFakeOptions {
  /** Default 1. */
  seed?: number | string;
  /** The account's clock in milliseconds; its history ends when the fake is made. Default: `Date.now`. */
  now?: Clock;
  /** Thousands of objects, in the proportions of a small business, besides catalogue, disputes and payouts. Default 1. */
  scale?: number;
  /** Exact numbers of single kinds instead. */
  counts?: Partial<StripeCounts>;
  /** How far the history reaches back. Default 540 days. */
  historyDays?: number;
  /** Objects that somebody else wrote, sown beside the fake's own. */
  seeds?: StripeSeeds;
  /** The only API key that is accepted. Default `sk_test_demo`. */
  key?: string;
  /** Bad behaviour from the start on. */
  faults?: FaultSwitches;
}

/** Bounds on `created` in Unix seconds, and any other condition. */
export interface StripeFilter {
  createdGt?: number;
  createdGte?: number;
  createdLt?: number;
  createdLte?: number;
  where?: (object: StripeObject) => boolean;
}

/** A Stripe account that stands still, answers as Stripe does, and misbehaves when told to. */
export interface StripeFake extends Pick<StripeWorld, "create" | "update" | "deleteCustomer"> {
  readonly key: string;
  /** Answers in process, in the shape of the global `fetch`. */
  fetch: typeof fetch;
  /** Answers over HTTP. @throws the socket's error when the port cannot be had */
  listen(options?: ListenOptions): Promise<RunningServer>;
  readonly faults: Faults;
  readonly gate: Gate;
  readonly log: RequestLog;
  get(collection: StripeCollection, id: string): StripeObject | undefined;
  /** All that the account has, newest first: canceled subscriptions and events of any age too. */
  objects(collection: StripeCollection, filter?: StripeFilter): StripeObject[];
  /** The account's own count. */
  count(collection: StripeCollection, filter?: StripeFilter): number;
}

/**
 * A Stripe of one's own, for the demo and for tests.
 *
 * @throws RangeError when the counts contradict each other
 * @example
 * const stripe = createStripeFake({ seed: 7, counts: { customers: 250 } })
 * const server = await stripe.listen()
 * await fetch(`${server.url}/v1/customers?limit=3`, { headers: { authorization: `Bearer ${stripe.key}` } })
 * stripe.log.entries[0]?.path // "/v1/customers"
 * await server.close()
 */
export function createStripeFake(options: StripeFakeOptions = {}): StripeFake {
  const { seed = 1, now = Date.now, scale = 1, historyDays = 540, seeds, key = "sk_test_demo" } = options;
  const random = createRandom(seed);
  const world = createWorld(now, createIds(random.fork("ids")));
  const until = world.nowS();
  const span = { from: until - historyDays * DAY, until };
  writePast({ world, counts: countsFor(scale, options.counts), span, seed, random });
  if (seeds) sowSamples(world, seeds, span, random.fork("samples"));

  const newRequestId = createIds(random.fork("requests"));
  const sign = (response: Response) => {
    response.headers.set("Request-Id", newRequestId("req"));
    response.headers.set("Stripe-Version", stripeVersion);
    return response;
  };
  const [log, faults, gate] = [createLog(), createFaults(options.faults), createGate()];
  const read = createStripeHandler(world, key);
  const handler = misbehave((request) => sign(read(request)), {
    log,
    faults,
    gate,
    refuse: (fault) => sign(problemResponse(faultProblem(fault))),
    listOf,
  });

  const objects: StripeFake["objects"] = (collection, filter = {}) => {
    const { createdGt: gt, createdGte: gte, createdLt: lt, createdLte: lte, where = () => true } = filter;
    const bounds = Object.entries({ gt, gte, lt, lte }).filter(([, bound]) => bound !== undefined);
    const query = { limit: Infinity, created: Object.fromEntries(bounds), matches: where };
    return pageOf(world.timelines[collection], query).data;
  };

  return {
    key,
    fetch: (input, init) => handler(new Request(input, init)),
    listen: (where) => listen(handler, where),
    faults,
    gate,
    log,
    create: world.create,
    update: world.update,
    deleteCustomer: world.deleteCustomer,
    get: (collection, id) => world.timelines[collection].get(id),
    objects,
    count: (collection, filter) => objects(collection, filter).length,
  };
}

/** A list with its filters, wherever in it one is. */
function listOf({ pathname, searchParams }: URL): string {
  const filters = [...searchParams].filter(([name]) => name !== "starting_after" && name !== "ending_before");
  return `${pathname}?${new URLSearchParams(filters)}`;
}
