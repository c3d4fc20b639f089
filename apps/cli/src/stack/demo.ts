import {
  createGhlFake,
  createManychatFake,
  createPaypalFake,
  createStripeFake,
  type RunningServer,
} from "@sincro/fakes";
import type { SourceConnection } from "@sincro/functions";

/** The demo providers, running. */
export interface Demo {
  /** By the name of the source. */
  readonly connections: ReadonlyMap<string, SourceConnection>;
  stop(): Promise<void>;
}

/** Milliseconds that a demo provider takes for an answer: as long as a real one far away, so that one sees pages land. */
const faults = { latencyMs: 250 };
/** The same people in all of them. */
const seed = "sincro";
/** Thousands of objects each: pages for about half a minute. */
const scale = 3;

interface Fake {
  listen(): Promise<RunningServer>;
}

/** Starts a demo provider for each source. */
export async function openDemo(): Promise<Demo> {
  const stripe = createStripeFake({ seed, scale, faults });
  const paypal = createPaypalFake({ seed, scale, faults });
  const ghl = createGhlFake({ seed, scale, faults });
  const manychat = createManychatFake({ seed, counts: { people: 240 * scale }, faults });
  const demos: readonly (readonly [string, Fake, Readonly<Record<string, string>>])[] = [
    ["stripe", stripe, { STRIPE_SECRET_KEY: stripe.key }],
    ["paypal", paypal, { PAYPAL_CLIENT_ID: paypal.clientId, PAYPAL_CLIENT_SECRET: paypal.clientSecret }],
    ["ghl", ghl, { GHL_API_KEY: ghl.key, GHL_LOCATION_ID: ghl.locationId }],
    ["manychat", manychat, { MANYCHAT_API_KEY: manychat.key }],
  ];
  const servers = await Promise.all(demos.map(([, fake]) => fake.listen()));
  const connections = demos.map(([name, , credentials], n): [string, SourceConnection] => [
    name,
    { kind: "configured", connection: { credentials, baseUrl: servers[n]?.url }, demo: true },
  ]);
  return {
    connections: new Map(connections),
    stop: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
