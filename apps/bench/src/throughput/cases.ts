import { createGhlFake, createPaypalFake, createStripeFake, type RateLimit, type RunningServer } from "@sincro/fakes";
import { sourceNamed } from "@sincro/sources";

/** A provider as a benchmark needs it: reachable, and with a log of what it answered. */
export interface Provider {
  readonly credentials: Readonly<Record<string, string>>;
  listen(): Promise<RunningServer>;
  readonly log: { readonly entries: readonly { readonly status: number | null; readonly path: string }[] };
}

/** One measurement: some lists of a provider, read whole. */
export interface Case {
  readonly name: string;
  readonly source: string;
  readonly streams: readonly string[];
  /** What the provider's limit allows: records a second. */
  readonly ceiling: number;
  /** Makes the provider, with `latencyMs` and its limits on. */
  provider(): Provider;
}

const latencyMs = 300;
const stripeLimit: RateLimit = { total: 100, perPath: 25 };

function stripe(counts: Readonly<Record<string, number>>): Provider {
  const fake = createStripeFake({ counts, faults: { latencyMs, limit: stripeLimit } });
  return { credentials: { STRIPE_SECRET_KEY: fake.key }, listen: fake.listen, log: fake.log };
}

/** The measurements, by the providers' published limits (see each source's manifest). */
export const cases: readonly Case[] = [
  {
    name: "Stripe, one list",
    source: "stripe",
    streams: ["customers"],
    ceiling: 25 * 100,
    provider: () => stripe({ customers: 50_000 }),
  },
];

/** The source of a case. */
export function sourceOf({ source }: Case) {
  const found = sourceNamed(source);
  if (found === undefined) throw new Error(`no source ${source}`);
  return found;
}
void createGhlFake;
void createPaypalFake;
