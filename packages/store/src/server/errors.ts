/** What the owner of a folder tells others: JSON, e.g. `{ page: "http://127.0.0.1:4321/" }`. Readable by other processes: no secrets. */
export type OwnerInfo = Record<string, string | number | boolean>;

/** The living owner of an embedded PostgreSQL's folder, as it describes itself. */
export interface EmbeddedOwner {
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
  /** Absent while the owner is still starting. */
  readonly port?: number;
  readonly info: OwnerInfo;
}

/**
 * The folder belongs to another living process.
 *
 * `url` carries the database's password, so it is a getter: neither `console.log(error)` nor `JSON.stringify` shows it.
 */
export class EmbeddedInUse extends Error implements EmbeddedOwner {
  override readonly name = "EmbeddedInUse";
  readonly code = "embedded_in_use" as const;
  readonly pid: number;
  readonly since: string;
  readonly port?: number;
  readonly info: OwnerInfo;
  readonly #url: string | undefined;

  constructor(dir: string, owner: EmbeddedOwner, url: string | undefined) {
    super(`the PostgreSQL in ${dir} is run by process ${owner.pid} since ${owner.since}`);
    this.pid = owner.pid;
    this.since = owner.since;
    if (owner.port !== undefined) this.port = owner.port;
    this.info = owner.info;
    this.#url = url;
  }

  /** Where to connect; undefined while the owner is still starting. */
  get url(): string | undefined {
    return this.#url;
  }
}

/** Is this the error of a folder that another process owns? */
export function isEmbeddedInUse(error: unknown): error is EmbeddedInUse {
  return error instanceof EmbeddedInUse;
}

/** Why an embedded PostgreSQL could not be had. */
export type EmbeddedFailure =
  | "unsupported_platform"
  | "no_server_user"
  | "no_readable_place"
  | "port_taken"
  | "settings_lost"
  | "version_mismatch"
  | "init_failed"
  | "start_failed"
  | "stop_failed";

/** An embedded PostgreSQL could not be had; the message says what to do and holds the server's own last words. */
export class EmbeddedFailed extends Error {
  override readonly name = "EmbeddedFailed";
  readonly code = "embedded_failed" as const;
  readonly reason: EmbeddedFailure;

  constructor(reason: EmbeddedFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Is this the error of an embedded PostgreSQL that could not be had? */
export function isEmbeddedFailed(error: unknown): error is EmbeddedFailed {
  return error instanceof EmbeddedFailed;
}
