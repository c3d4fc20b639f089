import type { Json, SourceRecord } from "@sincro/machine";
import type { RequestLimits } from "./http/index.ts";

/** A value that a source needs from the environment; a secret never leaves the server. */
export interface Credential {
  /** The variable's name, e.g. `STRIPE_SECRET_KEY`. */
  readonly env: string;
  readonly secret: boolean;
}

/** What a source says of itself: functions, doctor and page are built from it. */
export interface SourceManifest {
  /** The `source` column, e.g. `stripe`. */
  readonly name: string;
  /** The provider's name as people write it. */
  readonly title: string;
  /** The HTTP function that serves it, e.g. `fetch-stripe`. */
  readonly functionName: string;
  /** What it fetches, in this order, e.g. `customers`. */
  readonly streams: readonly string[];
  readonly credentials: readonly Credential[];
  /** The variable that points it at another server, e.g. `STRIPE_API_BASE`. */
  readonly baseEnv: string;
}

/** How a source reaches its provider. */
export interface Connection {
  /** Values by the names of the manifest's credentials. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Where the provider is, when not at its usual address. */
  readonly baseUrl?: string | undefined;
  /** Aborted when the run is fenced or the slice ends: requests in flight stop. */
  readonly signal: AbortSignal;
  /** The request function; the global one when absent. */
  readonly fetch?: typeof fetch | undefined;
  /** Another patience than the usual one, e.g. `maxWaitMs` no longer than what is left of the slice. */
  readonly limits?: Partial<RequestLimits> | undefined;
}

/** One slice's work for a source. */
export interface SliceRequest extends Connection {
  readonly account: string;
  /** ISO 8601; null: since ever. */
  readonly windowStart: string | null;
  /** ISO 8601; never in the future. */
  readonly windowEnd: string;
  /** What the last committed page left, or null at the beginning of a run. */
  readonly checkpoint: Json | null;
  /** The streams to fetch; all of the manifest's when absent. */
  readonly streams?: readonly string[] | undefined;
}

/** What one provider request returned. Whoever commits `checkpoint` with `records` can go on from there. */
export interface Page {
  readonly records: readonly SourceRecord[];
  readonly checkpoint: Json;
  /** How many records the run will have in all, only where the provider says so. */
  readonly total?: number | undefined;
}

/** What the provider said of the credentials. */
export type ConnectionTest =
  | { readonly ok: true; readonly account: string | null }
  | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * A provider that runs can fetch from. `pages` yields pages in order and returns only when the provider itself said
 * that there is no more; every other way out is a {@link SourceError}.
 */
export interface Source {
  readonly manifest: SourceManifest;
  pages(request: SliceRequest): AsyncIterable<Page>;
  test(connection: Connection): Promise<ConnectionTest>;
}
