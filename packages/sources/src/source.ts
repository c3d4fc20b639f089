import type { Json, SourceRecord } from "@sincro/machine";
import type { RequestLimits } from "./http/index.ts";
import type { OlderReading, OlderRun } from "./older/older.ts";

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
  /** What it fetches, e.g. `customers`. */
  readonly streams: readonly string[];
  /**
   * The `object` column of each kind of record that a run since ever lists whole: what such a run did not see is no
   * longer at the provider.
   */
  readonly listed: readonly string[];
  readonly credentials: readonly Credential[];
  /** The variable that points it at another server, e.g. `STRIPE_API_BASE`. */
  readonly baseEnv: string;
  /** What the provider allows, as published. */
  readonly rates: readonly Rate[];
  /** Its runs wait, `continuing`, until the others of their group are over: it looks up what those find. */
  readonly afterGroup?: boolean | undefined;
}

/** A limit that a provider publishes (or, where it does not, that its users found). */
export interface Rate {
  /** What is counted together: the requests to one endpoint, or all of the account's. */
  readonly scope: "endpoint" | "account";
  /** So many requests … */
  readonly requests: number;
  /** … in so many milliseconds. */
  readonly perMs: number;
  /** Only requests to endpoints that begin with this; all when absent. */
  readonly endpoint?: string | undefined;
}

/** Waits for turns at a provider, shared by all workers: one bucket for each account and endpoint, in the database. */
export interface Pace {
  /**
   * Resolves when a request to `endpoint` may be sent.
   *
   * @throws SourceError `rate_limited` when its turn is further away than `maxWaitMs`
   */
  turn(endpoint: string, maxWaitMs: number, signal: AbortSignal): Promise<void>;
  /** The provider asked for a rest of `ms` milliseconds: nobody sends meanwhile. */
  rest(endpoint: string, ms: number): Promise<void>;
}

/** An e-mail or a phone that another source of the account knows, with what may be asked at a provider of people. */
export interface KnownContact {
  readonly email: string | null;
  /** E.164 where it could be read so. */
  readonly phone: string | null;
}

/** What the installation already knows of people, for a provider that cannot list them. */
export interface KnownContacts {
  /**
   * The people whom other sources know, each e-mail and phone once, in the order of a key that does not change while
   * one reads. `after` is the `next` of the last page; `next` is null at the end.
   */
  others(after: string | null, limit: number): Promise<{ contacts: readonly KnownContact[]; next: string | null }>;
  /** The ids of this source's own records of an object, in order; likewise. */
  own(object: string, after: string | null, limit: number): Promise<{ ids: readonly string[]; next: string | null }>;
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
  /** Turns at the provider; without it requests are sent at once. */
  readonly pace?: Pace | undefined;
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
  /** What is known of people; only sources that cannot list them ask. */
  readonly contacts?: KnownContacts | undefined;
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
  /** Reads a checkpoint that an older function wrote, for `sincro adopt`; absent: none can be read. */
  older?(checkpoint: Json, run: OlderRun): OlderReading;
  test(connection: Connection): Promise<ConnectionTest>;
}
