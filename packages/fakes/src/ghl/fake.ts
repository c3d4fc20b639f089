import type { Clock } from "../shared/clock.ts";
import { createFaults, type FaultSwitches, type Faults } from "../shared/faults.ts";
import { createGate, type Gate } from "../shared/gate.ts";
import { type ListenOptions, listen, type RunningServer } from "../shared/listen.ts";
import { createLog, type RequestLog } from "../shared/log.ts";
import { misbehave } from "../shared/misbehave.ts";
import { createRandom } from "../shared/random.ts";
import { createAllowance } from "./allowance.ts";
import type { GhlCollection, GhlObject } from "./collections.ts";
import { faultProblem, problemResponse } from "./errors.ts";
import { createGhlHandler, type GhlScope, ghlScopes } from "./handler.ts";
import { createIds } from "./ids.ts";
import { countsFor, type GhlCounts, writePast } from "./past.ts";
import { createWorld, type GhlWorld } from "./world.ts";

/** What a fake is made from; the same options make the same location, id for id. */
export interface GhlFakeOptions {
  /** Default 1. The same seed has the same people in every fake. */
  seed?: number | string;
  /** The location's clock in milliseconds; its history ends when the fake is made. Default: `Date.now`. */
  now?: Clock;
  /** Thousands of objects, in the proportions of a small business. Default 1. */
  scale?: number;
  /** Exact numbers of single kinds instead. */
  counts?: Partial<GhlCounts>;
  /** How far the history reaches back. Default 540 days. */
  historyDays?: number;
  /** The only token that is accepted. Default `pit-demo`. */
  key?: string;
  /** The only location there is. */
  locationId?: string;
  /** What the token may do; everything when absent. */
  scopes?: readonly GhlScope[];
  /** How many contacts a search gives at once. Default 500. */
  maxPageLimit?: number;
  /** Requests in a day; those beyond it get 429. Default 200,000. */
  perDay?: number;
  /** How long a search takes to find a change, in milliseconds. Default 0. */
  indexLagMs?: number;
  /** Bad behaviour from the start on; `limit: { total: 100, perMs: 10_000 }` is GoHighLevel's own. */
  faults?: FaultSwitches;
}

/** A GoHighLevel location that stands still, answers as GoHighLevel does, and misbehaves when told to. */
export interface GhlFake extends Pick<GhlWorld, "create" | "update" | "remove"> {
  readonly key: string;
  readonly locationId: string;
  /** How long a search takes to find a change, in milliseconds; for the changes that follow. */
  indexLagMs: number;
  /** Answers in process, in the shape of the global `fetch`. */
  fetch: typeof fetch;
  /** Answers over HTTP. @throws the socket's error when the port cannot be had */
  listen(options?: ListenOptions): Promise<RunningServer>;
  readonly faults: Faults;
  readonly gate: Gate;
  readonly log: RequestLog;
  get(collection: GhlCollection, id: string): GhlObject | undefined;
  /** All that the location has, in the order in which it was made. */
  objects(collection: GhlCollection, where?: (object: GhlObject) => boolean): GhlObject[];
  count(collection: GhlCollection, where?: (object: GhlObject) => boolean): number;
}

/**
 * A GoHighLevel of one's own, for the demo and for tests.
 *
 * @example
 * const ghl = createGhlFake({ seed: 7, counts: { contacts: 250 } })
 * const server = await ghl.listen()
 * await fetch(`${server.url}/locations/${ghl.locationId}`, {
 *   headers: { authorization: `Bearer ${ghl.key}`, version: "2021-07-28" },
 * })
 * ghl.log.entries[0]?.status // 200
 * await server.close()
 */
export function createGhlFake(options: GhlFakeOptions = {}): GhlFake {
  const { seed = 1, now = Date.now, scale = 1, historyDays = 540, key = "pit-demo" } = options;
  const { locationId = "ve9EPM428h8vShlRW1KT", scopes = ghlScopes, maxPageLimit = 500, perDay = 200_000 } = options;
  const random = createRandom(`ghl/${seed}`);
  let { indexLagMs = 0 } = options;
  const newId = createIds(random.fork("ids"));
  const world = createWorld({ now, locationId, newId, indexLagMs: () => indexLagMs });
  writePast({ world, counts: countsFor(scale, options.counts), historyDays, seed, random });

  const allowance = createAllowance(now, perDay);
  const sign = (response: Response, none?: "interval" | "day") => {
    for (const [name, value] of Object.entries(allowance.headers(none))) response.headers.set(name, value);
    return response;
  };
  const [log, faults, gate] = [createLog(), createFaults(options.faults), createGate()];
  const read = createGhlHandler(world, { key, scopes, maxPageLimit });
  const tooMany = (none: "interval" | "day") => sign(problemResponse(faultProblem({ kind: "rate_limited" })), none);
  const handler = misbehave(
    async (request, fault) => (allowance.take() ? sign(await read(request, fault)) : tooMany("day")),
    {
      log,
      faults,
      gate,
      listOf,
      refuse(fault) {
        if (fault.kind === "status") return sign(problemResponse(faultProblem(fault)));
        const refused = tooMany(fault.reason === "daily" ? "day" : "interval");
        if (fault.retryAfterS !== undefined) refused.headers.set("Retry-After", String(fault.retryAfterS));
        return refused;
      },
    },
  );
  const objects: GhlFake["objects"] = (collection, where = () => true) => world.shelves[collection].all().filter(where);

  return {
    key,
    locationId,
    get indexLagMs() {
      return indexLagMs;
    },
    set indexLagMs(ms) {
      indexLagMs = ms;
    },
    fetch: (input, init) => handler(new Request(input, init)),
    listen: (where) => listen(handler, where),
    faults,
    gate,
    log,
    create: world.create,
    update: world.update,
    remove: world.remove,
    get: (collection, id) => world.shelves[collection].get(id),
    objects,
    count: (collection, where) => objects(collection, where).length,
  };
}

/** A list; of searches also for what, wherever in them one is: the answer to another search is no page of this one. */
function listOf({ pathname, searchParams }: URL, body: string): string {
  const list = new URLSearchParams(searchParams);
  list.delete("offset");
  try {
    const { searchAfter: _, page: __, ...search } = JSON.parse(body) as Record<string, unknown>;
    return `${pathname} ${JSON.stringify(search)}`;
  } catch {
    return `${pathname}?${list}`; // no search, or one that is refused
  }
}
