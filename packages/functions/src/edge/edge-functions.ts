import { connectionFrom, type SourceManifest, sources } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import { redact } from "@sincro/worker";
import type { Auth } from "../auth/auth.ts";
import type { Config } from "../config/index.ts";
import { createFeed } from "../feed/feed.ts";
import { createFunctions, type Functions } from "../functions.ts";
import { selfInvocation } from "../hand-off/self-invocation.ts";
import { workOn } from "../hand-off/work-on.ts";
import { sliceRunner } from "../slices.ts";
import { background, leaving } from "./background.ts";
import { allowance, sliceBudgetMs, usualSliceMs } from "./budget.ts";

/** What an edge function is made of. */
export interface EdgeOptions {
  readonly config: Config & { readonly supabase: NonNullable<Config["supabase"]> };
  /** Over the project's PostgREST, with the service role key. */
  readonly store: RunStore;
  readonly auth: Auth;
  readonly version: string;
  /** Told of faults, without secrets. Must not throw. */
  readonly log: (line: string) => void;
}

/**
 * The functions of an installation on an edge runtime: they answer 202, work behind the answer, and call themselves for
 * the next slice. Nothing is kept between two requests; what a process leaves undone the sweep finds.
 *
 * Hand-offs are signed with `SINCRO_SIGNING_KEY`, or else with the service role key, which every function has.
 */
export function edgeFunctions({ config, store, auth, version, log }: EdgeOptions): Functions {
  const bornAt = performance.now();
  const drain = leaving();
  const { url, serviceRoleKey } = config.supabase;
  const signingKey = config.signingKey ?? serviceRoleKey;
  const onFault = (what: string) => (error: unknown) => log(`${what}: ${redact(String(error), config.secrets)}`);
  const connectionOf = (manifest: SourceManifest) => connectionFrom(manifest, config.providers);
  const feed = createFeed({ store, version, everyMs: 1_000, onFault: onFault("live stream") });
  const slice = sliceRunner({
    store,
    connectionOf,
    rateShare: config.rateShare,
    allowance,
    onChange: feed.nudge,
    onFault: onFault("slice"),
  });
  const budgetMs = () => sliceBudgetMs(config.sliceMs ?? usualSliceMs, performance.now() - bornAt);
  const dispatch = selfInvocation({ baseUrl: url, signingKey });
  const work = workOn({
    slice: (run) => slice(run, { drain, sliceMs: budgetMs() }),
    dispatch,
    onFault: onFault("hand-off"),
  });
  return createFunctions({
    store,
    sources,
    connectionOf,
    dispatch,
    handOff: { signingKey, work, background },
    auth,
    feed,
    version,
    manychatPushToken: config.manychatPushToken,
    allowedOrigins: config.allowedOrigins,
    onFault: ({ instance, request, error }) => onFault(`${request} ${instance}`)(error),
  });
}
