import { createStripeFake } from "@sincro/fakes";
import type { Config, SourceConnection } from "@sincro/functions";
import { connectionFrom, type SourceManifest } from "@sincro/sources";

/** How every source is reached: with the keys of the environment, or with the demo provider. */
export interface Providers {
  connectionOf(manifest: SourceManifest): SourceConnection;
  stop(): Promise<void>;
}

/** Milliseconds that the demo provider takes for an answer: as long as a real one far away, so that one sees pages land. */
const demoLatencyMs = 250;
/** Thousands of objects of the demo. */
const demoScale = 3;

/**
 * Where no key at all is set, the demo provider answers in the provider's place, and everything says so. A key that is
 * set but cannot be one is never replaced by a demo: that would hide the mistake.
 */
export async function openProviders({ providers: env }: Pick<Config, "providers">): Promise<Providers> {
  const demo = await demoStripe(env);
  return {
    connectionOf: (manifest) =>
      (manifest.name === "stripe" ? demo?.connection : undefined) ?? connectionFrom(manifest, env),
    stop: async () => await demo?.stop(),
  };
}

async function demoStripe(env: Config["providers"]) {
  if (env.STRIPE_SECRET_KEY !== undefined || env.STRIPE_API_BASE !== undefined) return undefined;
  const fake = createStripeFake({ seed: "sincro", scale: demoScale, faults: { latencyMs: demoLatencyMs } });
  const server = await fake.listen();
  const connection: SourceConnection = {
    kind: "configured",
    connection: { credentials: { STRIPE_SECRET_KEY: fake.key }, baseUrl: server.url },
    demo: true,
  };
  return { connection, stop: () => server.close() };
}
