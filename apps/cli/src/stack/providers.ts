import type { Config, SourceConnection } from "@sincro/functions";
import { connectionFrom, type SourceManifest } from "@sincro/sources";
import { openDemo } from "./demo.ts";

/** How every source is reached: with the keys of the environment, or with the demo providers. */
export interface Providers {
  connectionOf(manifest: SourceManifest): SourceConnection;
  stop(): Promise<void>;
}

/**
 * Where no provider's variable is set at all, demo providers answer for all of them, and everything says so. As soon as
 * one is set there is no demo: invented data beside one's own would be worse than none, and a key that cannot be one
 * must show.
 */
export async function openProviders({ providers: env }: Pick<Config, "providers">): Promise<Providers> {
  const own = Object.values(env).some((value) => value !== undefined);
  const demo = own ? undefined : await openDemo();
  return {
    connectionOf: (manifest) => demo?.connections.get(manifest.name) ?? connectionFrom(manifest, env),
    stop: async () => await demo?.stop(),
  };
}
