import {
  createFeed,
  createFunctions,
  type Functions,
  operatorAuth,
  refusalOf,
  signInCodes,
  withCronToken,
} from "@sincro/functions";
import { isTerminal, type SyncRunRow } from "@sincro/machine";
import { sources } from "@sincro/sources";
import type { RunStore } from "@sincro/store";
import { connectPostgres, connectUpkeep } from "@sincro/store/postgres";
import { createDispatcher, createSweeper, type Dispatcher, startScheduled } from "@sincro/worker";
import type { Log } from "../output/log.ts";
import type { Texts } from "../output/terminal.ts";
import { type Health, healthOf } from "../serve/health.ts";
import { openChores } from "./chores.ts";
import { type Database, openDatabase } from "./database.ts";
import type { Home } from "./home.ts";
import { openProviders, type Providers } from "./providers.ts";
import { openSecrets, type Secrets } from "./secrets.ts";
import { describe, sliceRunner } from "./slices.ts";
import { version } from "./version.ts";

/** Everything that an installation is, in one process: database, functions, workers, sweeper. */
export interface Stack {
  readonly functions: Functions;
  readonly database: Database;
  readonly providers: Providers;
  readonly secrets: Secrets;
  readonly health: Health;
  /** A new one-time code for a sign-in link. */
  issueCode(): string;
  /** Hands over what is under way, then closes everything. */
  stop(): Promise<void>;
}

/** What a stack tells whoever started it. */
export interface StackOptions {
  /** Hears what happens, in English and without secrets. */
  readonly log: Log;
  /** Whether this process takes runs and sweeps; false for a command that only looks. */
  readonly work?: boolean;
  /** Given by a server: it starts what is scheduled, tells of failures in these words, and forgets what is old. */
  readonly serves?: Texts;
}

/**
 * Starts an installation in this process.
 *
 * @throws EmbeddedInUse, the errors of `migrate`, StoreError
 */
export async function startStack(home: Home, { log, work = true, serves }: StackOptions): Promise<Stack> {
  const secrets = await openSecrets(home);
  const database = await openDatabase(home, log);
  const providers = await openProviders(home.config);
  const store = connectPostgres(database.url);
  const codes = signInCodes();
  const onFault = (what: string) => (error: unknown) =>
    log(`${what}: ${describe(error, home)}`, { level: "error", event: what });
  const upkeep = connectUpkeep(database.url);
  const chores = serves === undefined ? undefined : openChores({ upkeep, home, texts: serves, log });
  const feed = createFeed({ store, version, onFault: onFault("live stream") });
  const dispatcher = createDispatcher({
    run: sliceRunner({ store, providers, home, onChange: feed.nudge, onFault: onFault("slice") }),
    onError: onFault("slice"),
  });
  const known = new Set(sources.map(({ manifest }) => manifest.name));
  const dispatch = (run: SyncRunRow) => {
    // A run of a source that this version does not have is another installation's, or older code's.
    if (work && known.has(run.source)) dispatcher.dispatch(run);
  };
  const onDue = (runs: readonly SyncRunRow[]) => {
    runs.forEach(dispatch);
    chores?.start();
  };
  const refusal = refusalOf({ sources, connectionOf: providers.connectionOf });
  const before = serves && (() => startScheduled({ store, refusal, onError: onFault("schedule") }));
  const sweeper = work ? createSweeper({ store, before, onDue, onError: onFault("sweep") }) : undefined;
  const functions = createFunctions({
    store: stopping(store, dispatcher),
    sources,
    connectionOf: providers.connectionOf,
    dispatch,
    auth: withCronToken(operatorAuth({ ...secrets, codes }), home.config.cronToken),
    feed: {
      ...feed,
      nudge: (run) => {
        feed.nudge(run);
        if (isTerminal(run.status)) dispatcher.nudge(run.id);
      },
    },
    version,
    manychatPushToken: home.config.manychatPushToken,
    allowedOrigins: home.config.allowedOrigins,
    onFault: ({ instance, request, error }) =>
      log(`${request} (${instance}): ${describe(error, home)}`, {
        level: "error",
        event: "request",
        request,
        instance,
      }),
  });
  return {
    functions,
    database,
    providers,
    secrets,
    health: healthOf({ status: store.status, migrated: upkeep.migrated }),
    issueCode: codes.issue,
    stop: async () => {
      feed.close();
      await sweeper?.stop();
      await dispatcher.stop();
      await chores?.stop();
      await upkeep.close();
      await store.close();
      await providers.stop();
      await database.stop();
    },
  };
}

/** A cancel tells the workers of this process at once; those of others see it at their next beat. */
function stopping(store: RunStore, dispatcher: Dispatcher): RunStore {
  return {
    ...store,
    cancel: async (filter, actor, reason) => {
      const receipt = await store.cancel(filter, actor, reason);
      for (const { runId, cancelled } of receipt) if (cancelled) dispatcher.nudge(runId);
      return receipt;
    },
  };
}
