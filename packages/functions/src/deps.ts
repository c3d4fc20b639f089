import type { SyncRunRow } from "@sincro/machine";
import type { ConfiguredConnection, Source, SourceManifest } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import type { Auth } from "./auth/auth.ts";
import type { Feed } from "./feed/feed.ts";
import type { HandOff } from "./hand-off/hand-off.ts";
import type { Tracer } from "./tracer.ts";

/** How a source is reached, or which variables are missing; `demo` when it is the demo provider that answers. */
export type SourceConnection = ConfiguredConnection & { readonly demo?: boolean | undefined };

/** A fault of ours: what was asked, what broke, and the id that the answer carries. */
export interface Fault {
  readonly instance: string;
  /** Method and path, without the query. */
  readonly request: string;
  readonly error: unknown;
}

/** Everything that the functions need of the world. */
export interface FunctionsDeps {
  readonly store: RunStore;
  readonly sources: readonly Source[];
  /** Asked when a source is about to start or be tested, never for control. */
  readonly connectionOf: (manifest: SourceManifest) => SourceConnection;
  /** Calls a worker for a run that is due; done when it was called, not when it has worked. A lost call is mended by the sweep. */
  readonly dispatch: (run: SyncRunRow) => void | Promise<void>;
  /** Where workers are called over HTTP: how to be called. Absent where they run in this process. */
  readonly handOff?: HandOff | undefined;
  readonly auth: Auth;
  readonly feed: Feed;
  /** The version of the functions, as `hello` and `sync-runs/policy` say it. */
  readonly version: string;
  /** `MANYCHAT_PUSH_TOKEN`: what a flow's External Request step proves itself by; without it no push is taken. */
  readonly manychatPushToken?: string | undefined;
  /** Origins of other sites whose pages may call with a bearer token, e.g. `https://app.example.com`. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Gets a span for each request; one of OpenTelemetry's fits. */
  readonly tracer?: Tracer | undefined;
  /** Told of every fault, since its answer says nothing about the cause. Must not throw. */
  readonly onFault?: ((fault: Fault) => void) | undefined;
}
