import type { DatabaseError, PoolClient } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { withClient } from "../testing/client.ts";
import {
  type CronProject,
  describePgCron,
  describePostgres,
  startCronProject,
  testDatabase,
} from "../testing/index.ts";

const url = "https://project.example.co";
const token = "cron-token-0123456789";

describePgCron("the sweep on a schedule", () => {
  let project: CronProject;

  beforeAll(async () => {
    project = await startCronProject();
  });
  afterAll(() => project.stop());
  beforeEach(async () => {
    await project.owner.query("select sync_unschedule()");
    await project.secret("SUPABASE_URL", url);
    await project.secret("SINCRO_CRON_TOKEN", token);
    await project.takeRequests();
  });

  const ask = async (call: string, from: Pick<PoolClient, "query"> = project.owner) => {
    const { rows } = await from.query<{ answer: unknown }>(`select ${call} as answer`);
    return rows[0]?.answer;
  };
  const refusal = (call: string, from?: Pick<PoolClient, "query">) =>
    ask(call, from).then(
      (answer) => expect.fail(`answered ${JSON.stringify(answer)}`),
      (error: DatabaseError) => error,
    );
  const jobs = async () => (await project.admin.query("select schedule, command, username from cron.job")).rows;

  /** In a transaction of the superuser that is taken back. */
  async function meanwhile<T>(change: string, use: (client: PoolClient) => Promise<T>, role = "sincro"): Promise<T> {
    const client = await project.admin.connect();
    try {
      await client.query("begin");
      await client.query(change);
      await client.query(`set local role ${role}`);
      return await use(client);
    } finally {
      await client.query("rollback");
      client.release();
    }
  }

  it("is one job of the owner, however often it is asked for; pg_cron 1.4 calls every minute", async () => {
    await Promise.all([ask("sync_schedule()"), ask("sync_schedule()")]);
    expect(await ask("sync_schedule()")).toMatchObject({
      cron: expect.stringMatching(/^1\.4/),
      job: { schedule: "* * * * *", active: true },
      lacks: [],
    });
    expect(await jobs()).toEqual([
      { schedule: "* * * * *", command: "select public.sync_call_sweep()", username: "sincro" },
    ]);
    expect(await ask("sync_unschedule()")).toMatchObject({ job: null });
    expect(await ask("sync_unschedule()")).toMatchObject({ job: null });
    expect(await jobs()).toEqual([]);
  });

  it("switches a job on again that somebody switched off", async () => {
    await ask("sync_schedule()");
    await project.admin.query("update cron.job set active = false");
    expect(await ask("sync_schedule_state()")).toMatchObject({ job: { active: false } });
    expect(await ask("sync_schedule()")).toMatchObject({ job: { active: true } });
  });

  it("F58 · the service role may schedule, in the owner's name; a browser's may not", async () => {
    const username = "(select username from cron.job)";
    const nothing = "select";
    const made = meanwhile(nothing, (client) => ask("sync_schedule()", client), "service_role");
    expect(await made).toMatchObject({ job: { schedule: "* * * * *" } });
    await project.admin.query("begin; set local role service_role; select sync_schedule(); commit");
    expect(await ask(username, project.admin)).toBe("sincro");
    for (const role of ["anon", "authenticated"]) {
      for (const call of ["sync_schedule()", "sync_unschedule()", "sync_call_sweep()", "sync_schedule_state()"]) {
        expect(await meanwhile(nothing, async (client) => (await refusal(call, client)).code, role)).toBe("42501");
      }
    }
  });

  it.for([
    ["1.5", "30000", "30 seconds"],
    ["1.6", "5000", "5 seconds"],
    ["1.10", "30000", "30 seconds"],
    ["1.6", "90000", "* * * * *"],
  ])("a stand-in for pg_cron %s calls, for a sweep of every %s ms, at “%s”", async ([version, sweepMs, schedule]) => {
    const change = `
      set local allow_system_table_mods = on;
      update pg_extension set extversion = '${version}' where extname = 'pg_cron';
      alter function cron.schedule(text, text, text) rename to schedule_of_1_4;
      create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql security definer as $$
        insert into cron.job (jobname, schedule, command, username, nodeport)
        values (job_name, schedule, command, 'sincro', 5432) returning jobid $$;
      set local sincro.sweep_ms = ${sweepMs};`;
    const state = await meanwhile(change, (client) => ask("sync_schedule()", client));
    expect(state).toMatchObject({ cron: version, job: { schedule } });
  });

  it("F55 · neither the address nor the token is in the job, in its notes, or in what is told of it", async () => {
    await ask("sync_schedule()");
    await ask("sync_call_sweep()");
    const { rows } = await project.admin.query(
      "select (select json_agg(j) from cron.job j) as jobs, (select json_agg(d) from cron.job_run_details d) as notes",
    );
    const said = JSON.stringify([rows, await ask("sync_schedule_state()"), await ask("sync_status()")]);
    expect(said).toContain("sync_call_sweep");
    for (const secret of [token, "project.example.co"]) expect(said).not.toContain(secret);
  });

  it("a call asks the command center for a sweep, with what Vault holds at that moment", async () => {
    await ask("sync_call_sweep()");
    await project.secret("SUPABASE_URL", "http://kong:8000/");
    await project.secret("SINCRO_CRON_TOKEN", "another-token-0123456789");
    await ask("sync_call_sweep()");
    const requests = await project.takeRequests();
    expect(requests.map((request) => [request.url, request.headers.Authorization])).toEqual([
      [`${url}/functions/v1/sync-command-center`, `Bearer ${token}`],
      ["http://kong:8000/functions/v1/sync-command-center", "Bearer another-token-0123456789"],
    ]);
    for (const { headers, body, timeout_milliseconds } of requests) {
      expect([headers["Content-Type"], JSON.parse(body)]).toEqual(["application/json", { sweep: true }]);
      expect(timeout_milliseconds).toBeLessThan(30_000);
    }
  });

  const missing: readonly (readonly [string, string, RegExp])[] = [
    ["pg_cron", "revoke usage on schema cron from sincro", /enable the extension pg_cron 1\.3 or newer/],
    ["pg_cron", "alter schema cron rename to gone", /grant usage on schema cron/],
    ["pg_net", "alter schema net rename to gone", /enable the extension pg_net/],
    ["vault", "alter schema vault rename to gone", /enable Supabase Vault/],
    ["vault", "revoke select on vault.decrypted_secrets from sincro", /read vault\.decrypted_secrets/],
    ["SUPABASE_URL", "delete from vault.secrets where name = 'SUPABASE_URL'", /'SUPABASE_URL'\)/],
    ["SUPABASE_URL", "update vault.secrets set secret = 'project' where name = 'SUPABASE_URL'", /project's address/],
    ["SINCRO_CRON_TOKEN", "delete from vault.secrets where name = 'SINCRO_CRON_TOKEN'", /'SINCRO_CRON_TOKEN'\)/],
    ["SINCRO_CRON_TOKEN", "update vault.secrets set secret = 'short' where name = 'SINCRO_CRON_TOKEN'", /16 visible/],
  ];
  it.for(missing)("says that %s is missing after “%s”, and what to do; no job is made", async ([name, sql, advice]) => {
    const { before, error } = await meanwhile(sql, async (client) => ({
      before: await ask("sync_schedule_state()", client),
      error: await refusal("sync_schedule()", client),
    }));
    expect(before).toMatchObject({ lacks: [name], job: null });
    expect([error.code, error.message]).toEqual(["55000", `sync_schedule: ${name} is missing`]);
    expect(error.hint).toMatch(advice);
    expect(await jobs()).toEqual([]);
  });

  it("a call without its token fails and says so, instead of asking without one", async () => {
    await project.secret("SINCRO_CRON_TOKEN", null);
    expect((await refusal("sync_call_sweep()")).message).toBe(
      "the sweep cannot be called: SINCRO_CRON_TOKEN is missing",
    );
    expect(await project.takeRequests()).toEqual([]);
  });

  it("of pg_cron's notes on the job the newest hundred stay, and those of other jobs", async () => {
    await project.scheduleWithoutTicks();
    await project.admin.query(`
      insert into cron.job_run_details (jobid, username, command, status)
        select jobid, 'sincro', 'x', 'succeeded' from cron.job, generate_series(1, 250);
      insert into cron.job_run_details (jobid, username, status) select 0, 'sincro', 'succeeded' from generate_series(1, 150)`);
    await ask("sync_call_sweep()");
    const { rows } = await project.admin.query(
      "select jobid = 0 as other, count(*)::int as n, max(runid) - min(runid) as span from cron.job_run_details group by 1 order by 1",
    );
    expect(rows).toMatchObject([
      { other: false, n: 100, span: "99" },
      { other: true, n: 150 },
    ]);
    await project.admin.query("delete from cron.job_run_details");
  });

  it("the answer to the last call is told: a token that the functions refuse shows", async () => {
    await project.scheduleWithoutTicks();
    const call = await ask("sync_call_sweep()");
    expect(await ask("sync_schedule_state()")).toMatchObject({ answer: null, calledAt: expect.any(String) });
    await project.admin.query("insert into net._http_response (id, status_code) values ($1, 401)", [call]);
    expect(await ask("sync_schedule_state()")).toMatchObject({ answer: { status: 401, error: null } });
  });
});

describePostgres("a database without pg_cron", (version) => {
  it("says all that is missing at once, and what to do for each; there is nothing to take away", async () => {
    const database = await testDatabase({ version });
    const state = { job: null, cron: null, lacks: ["pg_cron", "pg_net", "vault"] };
    await withClient(database.url, async (client) => {
      const error = await client.query("select sync_schedule()").catch((thrown: DatabaseError) => thrown);
      expect(error).toMatchObject({
        code: "55000",
        message: "sync_schedule: pg_cron, pg_net, vault is missing",
        hint: expect.stringMatching(/pg_cron.*; .*pg_net.*; .*Vault/),
      });
      for (const call of ["sync_unschedule()", "sync_schedule_state()"]) {
        expect((await client.query(`select ${call} as answer`)).rows[0]).toMatchObject({ answer: state });
      }
    });
    await database.drop();
  });
});
