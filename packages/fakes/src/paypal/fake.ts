import type { Clock } from "../shared/clock.ts";
import { createFaults, type FaultSwitches, type Faults } from "../shared/faults.ts";
import { createGate, type Gate } from "../shared/gate.ts";
import { type ListenOptions, listen, type RunningServer } from "../shared/listen.ts";
import { createLog, type RequestLog } from "../shared/log.ts";
import { misbehave } from "../shared/misbehave.ts";
import { createRandom } from "../shared/random.ts";
import { faultProblem, problemOf, problemResponse } from "./errors.ts";
import { createPaypalHandler } from "./handler.ts";
import { createIds } from "./ids.ts";
import { createLimiter } from "./limiter.ts";
import type { PaypalSubscription } from "./objects/subscription.ts";
import { countsFor, type PaypalCounts, writePast } from "./past/index.ts";
import { type PaypalSettings, usualSettings } from "./settings.ts";
import { DAY } from "./time.ts";
import { createTokens } from "./tokens.ts";
import { createWorld, type PaypalWorld, type Row } from "./world.ts";

/** What a fake is made from; the same options make the same account, id for id. */
export interface PaypalFakeOptions {
  /** Default 1. The people are those of the Stripe fake with the same seed. */
  seed?: number | string;
  /** The account's clock in milliseconds; its history ends when the fake is made. Default: `Date.now`. */
  now?: Clock;
  /** Thousands of objects, in the proportions of a small business. Default 1. */
  scale?: number;
  /** Exact numbers of single kinds instead. */
  counts?: Partial<PaypalCounts>;
  /** How far the history reaches back. Default 540 days. */
  historyDays?: number;
  clientId?: string;
  clientSecret?: string;
  /** What PayPal does at first; see `settings` for later. */
  settings?: Partial<PaypalSettings>;
  /** Bad behaviour from the start on. */
  faults?: FaultSwitches;
}

type Changes = "createTransaction" | "changeTransaction" | "createSubscription" | "changeSubscription";

/** A PayPal account that stands still, answers as PayPal does, and misbehaves when told to. */
export interface PaypalFake extends Pick<PaypalWorld, Changes> {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Answers in process, in the shape of the global `fetch`. */
  fetch: typeof fetch;
  /** Answers over HTTP. @throws the socket's error when the port cannot be had */
  listen(options?: ListenOptions): Promise<RunningServer>;
  readonly faults: Faults;
  readonly gate: Gate;
  readonly log: RequestLog;
  /** May be changed at any time. */
  readonly settings: PaypalSettings;
  /** How often somebody asked too much and was banned. */
  readonly bans: number;
  /** How many tokens were given out. */
  readonly tokensIssued: number;
  /** From now on no token that was given out counts. */
  expireTokens(): void;
  /** All transactions that the account has, shown or not yet, oldest first. */
  transactions(where?: (row: Row) => boolean): Row[];
  subscriptions(where?: (subscription: PaypalSubscription) => boolean): PaypalSubscription[];
  /** The account's own counts. */
  count(): PaypalCounts;
}

/**
 * A PayPal of one's own, for the demo and for tests.
 *
 * @example
 * const paypal = createPaypalFake({ seed: 7, counts: { subscriptions: 250 } })
 * const server = await paypal.listen()
 * paypal.settings.lagMs = 3 * 60 * 60 * 1000
 * await server.close()
 */
export function createPaypalFake(options: PaypalFakeOptions = {}): PaypalFake {
  const { seed = 1, now = Date.now, scale = 1, historyDays = 540 } = options;
  const { clientId = "demo-client-id", clientSecret = "demo-client-secret" } = options;
  const random = createRandom(seed).fork("paypal");
  const world = createWorld(now, createIds(random.fork("ids")), seed);
  const until = world.nowS();
  const span = { from: until - historyDays * DAY, until };
  writePast(world, { counts: countsFor(scale, options.counts), scale, span, seed, random });

  const settings = { ...usualSettings, ...options.settings };
  const tokens = createTokens(now, random.fork("tokens"));
  const limiter = createLimiter(now);
  const [log, faults, gate] = [createLog(), createFaults(options.faults), createGate()];
  const read = createPaypalHandler({ world, settings, tokens, clientId, clientSecret });
  const tooMany = () => problemResponse(problemOf(429), world.ids.debug());
  const handler = misbehave((request) => (limiter.admits(settings.limit) ? read(request) : tooMany()), {
    log,
    faults,
    gate,
    refuse(fault) {
      return limiter.admits(settings.limit) ? problemResponse(faultProblem(fault), world.ids.debug()) : tooMany();
    },
  });

  return {
    clientId,
    clientSecret,
    fetch: (input, init) => handler(new Request(input, init)),
    listen: (where) => listen(handler, where),
    faults,
    gate,
    log,
    settings,
    get bans() {
      return limiter.bans;
    },
    get tokensIssued() {
      return tokens.issued;
    },
    expireTokens: tokens.expireAll,
    createTransaction: world.createTransaction,
    changeTransaction: world.changeTransaction,
    createSubscription: world.createSubscription,
    changeSubscription: world.changeSubscription,
    transactions: (where = () => true) => world.rows.filter(where),
    subscriptions: (where = () => true) => [...world.subscriptions.values()].filter(where),
    count: () => ({ transactions: world.rows.length, subscriptions: world.subscriptions.size }),
  };
}
