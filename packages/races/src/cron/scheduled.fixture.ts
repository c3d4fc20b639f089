import { createFeed, createFunctions, operatorAuth, signInCodes, withCronToken } from "@sincro/functions";
import type { SyncRunRow } from "@sincro/machine";
import { connectPostgres } from "@sincro/store/postgres";
import { type CronProject, type RecordedRequest, startCronProject } from "@sincro/store/testing";
import { type SliceOutcome, withRun } from "@sincro/worker";
import { movableClock, moveClock } from "../crash/database-clock.ts";

/** The token of the scheduler, as Vault and the functions know it. */
export const cronToken = "cron-token-0123456789-01";

/** A project whose pg_cron calls the real functions; what pg_net would send, the test sends. */
export interface Scheduled {
  readonly project: CronProject;
  readonly store: ReturnType<typeof connectPostgres>;
  /** The functions' own copy of the token; another one than Vault's when somebody changed one of them. */
  functionsToken: string;
  /** What becomes of hand-offs: each reaches a worker, or none does. */
  handOffs: "arrive" | "lost";
  /** How the slices of the workers ended. */
  readonly outcomes: SliceOutcome[];
  /** Starts a run whose worker died silently, longer ago than its lease. */
  silentRun(source: string): Promise<SyncRunRow>;
  letTimePass(ms: number): Promise<void>;
  /** Carries a request to the functions and its answer back, as pg_net does. */
  carry(request: RecordedRequest): Promise<number>;
  stop(): Promise<void>;
}

/** Starts one: pg_cron, Vault and pg_net's stand-ins, the functions, and workers that commit one page and are done. */
export async function startScheduled(): Promise<Scheduled> {
  const project = await startCronProject();
  await project.owner.query(movableClock);
  await project.secret("SUPABASE_URL", "http://functions.test");
  await project.secret("SINCRO_CRON_TOKEN", cronToken);
  const store = connectPostgres(project.url);
  const feed = createFeed({ store, version: "1.2.3" });
  const slices = new Set<Promise<unknown>>();

  const work = async (run: SyncRunRow) => {
    const slice = withRun(store, run, async (held) => {
      await held.commit({ records: [{ object: "things", id: run.id, data: {} }], checkpoint: "last" });
    });
    slices.add(slice);
    scheduled.outcomes.push(await slice);
  };
  const functions = () =>
    createFunctions({
      store,
      sources: [],
      connectionOf: () => {
        throw new Error("a sweep asks no provider");
      },
      dispatch: (run) => {
        if (scheduled.handOffs === "lost") throw new Error("the hand-off got lost");
        void work(run);
      },
      auth: withCronToken(
        operatorAuth({ operatorToken: "operator-token-01", signingKey: "k".repeat(32), codes: signInCodes() }),
        scheduled.functionsToken,
      ),
      feed,
      version: "1.2.3",
    });

  const scheduled: Scheduled = {
    project,
    store,
    functionsToken: cronToken,
    handOffs: "arrive",
    outcomes: [],
    silentRun: async (source) => {
      const started = await store.start({ source, worker: "a worker that died" });
      if (started.outcome !== "started") throw new Error(started.outcome);
      await scheduled.letTimePass(61_000);
      return started.run;
    },
    letTimePass: async (ms) => {
      await project.owner.query(moveClock, [ms]);
    },
    carry: async ({ id, url, headers, body }) => {
      const response = await functions()(new Request(url, { method: "POST", headers, body }));
      const answer = [id, response.status, await response.text()];
      await project.admin.query(
        "insert into net._http_response (id, status_code, content) values ($1, $2, $3)",
        answer,
      );
      return response.status;
    },
    stop: async () => {
      feed.close();
      await Promise.all(slices);
      await store.close();
      await project.stop();
    },
  };
  return scheduled;
}
