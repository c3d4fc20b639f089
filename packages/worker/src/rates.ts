import type { Rate } from "@sincro/sources";
import type { Bucket } from "@sincro/store";

/** The part of what a provider allows that is used when nobody says: the other half is the account's other programs'. */
export const usualShare = 0.5;

/**
 * How much later than its turn a request may reach the provider without too many in a stretch of time: answers of the
 * database, timers and networks are not all equally fast, so turns that are evenly apart arrive in knots. A limit of n
 * in a second is kept as n in a second and this much. Where the stretch is longer a fortieth of it: there a refusal
 * makes everybody rest for longer, and the time costs no more of the pace than it does in a second or two.
 */
const jitterMs = (perMs: number) => Math.max(50, perMs / 40);

/**
 * Limits over a longer time are an allowance, not a pace: 200,000 a day evenly apart would be one in 0.4 s from the first
 * request on, for a run that needs 500. Of those the provider's own answer tells, and the run waits for as long as it says.
 */
const longestMs = 60_000;

/**
 * Checks a share of what a provider allows.
 *
 * @throws RangeError when it is not more than 0 and at most 1
 */
export function checkShare(share: number): number {
  if (share > 0 && share <= 1) return share;
  throw new RangeError(`The share of a provider's limits is more than 0 and at most 1, not ${share}`);
}

/**
 * The buckets from which a request to an endpoint takes its turns. Of the limits of single endpoints those with the most
 * particular `endpoint` count, each for every endpoint by itself; limits of the account count all requests together.
 *
 * Turns come one by one (burst 1): with n - 1 intervals of (`perMs` + jitter) / n between them, n turns never fall into
 * less than `perMs`, wherever one begins to count.
 */
export function bucketsFor(rates: readonly Rate[], endpoint: string, share: number): readonly Bucket[] {
  const meant = rates.filter((rate) => rate.perMs <= longestMs && endpoint.startsWith(rate.endpoint ?? ""));
  const particular = Math.max(0, ...ofEndpoint(meant).map(precision));
  const ones = ofEndpoint(meant).filter((rate) => precision(rate) === particular);
  const all = meant.filter(({ scope }) => scope === "account");
  return [
    ...ones.map((rate) => bucketOf(`endpoint:${endpoint}`, rate, share)),
    ...all.map((rate) => bucketOf(`account:${rate.endpoint ?? ""}`, rate, share)),
  ];
}

/** The buckets of a source that one can name without a request: the account's, and those of particular endpoints. */
export function namedBuckets(rates: readonly Rate[], share: number): readonly Bucket[] {
  const endpoints = rates.flatMap(({ scope, endpoint }) => (scope === "endpoint" && endpoint ? endpoint : []));
  const found = ["", ...endpoints].flatMap((endpoint) => bucketsFor(rates, endpoint, share));
  return [...new Map(found.map((bucket) => [bucket.bucket, bucket])).values()].filter(
    ({ bucket }) => !bucket.startsWith("endpoint: "),
  );
}

const ofEndpoint = (rates: readonly Rate[]) => rates.filter(({ scope }) => scope === "endpoint");
const precision = ({ endpoint = "" }: Rate) => endpoint.length;

function bucketOf(name: string, { requests, perMs }: Rate, share: number): Bucket {
  const bucket = `${name.slice(0, 480)} per ${perMs}`;
  return { bucket, intervalMs: (perMs + jitterMs(perMs)) / (requests * share), burst: 1 };
}
