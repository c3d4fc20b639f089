import type { LoggedRequest } from "@sincro/fakes";
import type { Rate } from "@sincro/sources";
import type { Provider } from "./providers/index.ts";
import { sourceOf } from "./source-of.ts";

/**
 * What a provider would ban somebody for, in its own log: the same again and again, what it has to refuse, and more in
 * a stretch of time than it allows.
 *
 * @param slices - how many the run had: each asks for a page once, and again only for what the provider spoilt; where
 * pages are numbers it may also have to look again at others than the one that was spoilt
 */
export function bannable(provider: Provider, slices: number): string[] {
  const { entries } = provider.fake.log;
  const bans = provider.bans?.() ?? 0;
  const { rates } = sourceOf({ source: provider.name }).manifest;
  return [
    ...askedOften(provider, slices).map((request) => `asked for more often than there were slices: ${request}`),
    ...refused(provider).map(({ path, status }) => `${path} was refused with ${status}`),
    ...(provider.name === "stripe" ? [] : rates.flatMap((rate) => tooMany(entries, rate))),
    ...(bans > 0 ? [`it banned ${bans} times`] : []),
  ];
}

function askedOften({ fake, comesAgain }: Provider, slices: number): string[] {
  const { entries } = fake.log;
  const spoilt = (path: string) => entries.filter((entry) => entry.path === path && entry.fault !== null).length;
  // The log has no bodies: which searches are the same it does not tell.
  const asked = Map.groupBy(
    entries.filter(({ method, fault }) => method === "GET" && fault === null),
    ({ path, query }) => `${path} ${JSON.stringify(query)}`,
  );
  const most = (same: readonly LoggedRequest[]) => slices + (comesAgain ? spoilt((same[0] as LoggedRequest).path) : 0);
  return [...asked].filter(([, same]) => same.length > most(same)).map(([request]) => request);
}

function refused({ fake, mayRefuse = () => false }: Provider): LoggedRequest[] {
  const wrong = (entry: LoggedRequest) => entry.fault === null && entry.status !== null && entry.status !== 200;
  return fake.log.entries.filter((entry) => wrong(entry) && !mayRefuse(entry));
}

function tooMany(entries: readonly LoggedRequest[], { requests, perMs, endpoint = "" }: Rate): string[] {
  const times = entries.filter(({ path }) => path.startsWith(endpoint)).map(({ at }) => at);
  const most = Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + perMs).length));
  return most > requests ? [`${most} requests to ${endpoint || "it"} in ${perMs} ms, of ${requests}`] : [];
}
