import { createClient } from "@sincro/client";
import { createFeed, createFunctions, operatorAuth, signInCodes } from "@sincro/functions";
import type { SyncRunRow } from "@sincro/machine";
import type { RunStore } from "@sincro/store";
import { migrate } from "@sincro/store/migrations";
import { connectPostgres } from "@sincro/store/postgres";
import {
  databaseOn,
  type RealtimeDouble,
  realtimeStandIn,
  startRealtimeDouble,
  startSupabaseCluster,
  superuser,
} from "@sincro/store/testing";
import { createClient as createSupabaseClient, type SupabaseClient } from "@supabase/supabase-js";
import type { RunFeed } from "../port.ts";

/** What an operator's token says. */
export const operator = { app_metadata: { role: "operator" } };

/** A project on Supabase: its database, the functions' HTTP, and the double of Realtime. */
export interface Project {
  readonly store: RunStore;
  readonly realtime: RealtimeDouble;
  /** The client of the HTTP functions, and how often it asked for runs. */
  readonly http: RunFeed & { readonly asked: { runs: number; run: number } };
  /** A client of supabase-js, as a page makes it, signed in with these claims. */
  supabase(claims: object, url?: string): Promise<SupabaseClient>;
  sql(text: string): Promise<void>;
  stop(): Promise<void>;
}

const operatorToken = "operator-token-0123456789";

export async function startProject(): Promise<Project> {
  const cluster = await startSupabaseCluster({ version: 18 });
  const database = await databaseOn(cluster, { migrate: false });
  const admin = superuser(database);
  await admin.query(realtimeStandIn);
  await migrate(database.url);
  const store = connectPostgres(database.url);
  const realtime = await startRealtimeDouble(database.adminUrl);
  const clients: SupabaseClient[] = [];
  const functions = createFunctions({
    store,
    sources: [],
    connectionOf: () => {
      throw new Error("nothing is started here");
    },
    dispatch: () => {},
    auth: operatorAuth({ operatorToken, signingKey: "k".repeat(32), codes: signInCodes() }),
    feed: createFeed({ store, version: "1.2.3" }),
    version: "1.2.3",
  });
  const client = createClient({
    baseUrl: "http://functions.test",
    token: operatorToken,
    fetch: (url, init) => functions(new Request(url, init)),
  });
  const asked = { runs: 0, run: 0 };
  return {
    store,
    realtime,
    http: {
      policy: client.policy,
      runs: (request, options) => {
        asked.runs += 1;
        return client.runs(request, options);
      },
      run: (id, options) => {
        asked.run += 1;
        return client.run(id, options);
      },
      stream: () => {
        throw new Error("a page on Supabase follows no server's stream");
      },
      asked,
    },
    supabase: async (claims, url = realtime.url) => {
      const token = await realtime.token(claims);
      const made = createSupabaseClient(url, "publishable-key", { accessToken: async () => token });
      clients.push(made);
      return made;
    },
    sql: async (text) => {
      await admin.query(text);
    },
    stop: async () => {
      await Promise.all(clients.map((made) => made.removeAllChannels()));
      await realtime.close();
      await store.close();
      await admin.end();
      await cluster.stop();
    },
  };
}

/** A run that somebody works at, and how its next pages are committed. */
export async function workedAt(store: RunStore, source: string) {
  const started = await store.start({ source, worker: "w1" });
  if (started.outcome !== "started") throw new Error(started.outcome);
  const { id } = started.run;
  let seq = 0;
  const proof = { fence: started.run.fence, worker: "w1" };
  return {
    id,
    commit: async (checkpoint: string): Promise<SyncRunRow> => {
      seq += 1;
      const records = [{ object: "things", id: `${id}-${seq}`, data: {} }];
      const answer = await store.commit({ runId: id, ...proof, seq, records, checkpoint });
      if (!answer.applied) throw new Error(answer.reason);
      return answer.run;
    },
    complete: () => store.send(id, { type: "COMPLETE", ...proof, seq }),
  };
}
