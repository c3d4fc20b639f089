import { type CronProject, describePgCron, startCronProject } from "@sincro/store/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freePort, ran, sincro, temporaryHome } from "./serve.fixture.ts";

let home: Awaited<ReturnType<typeof temporaryHome>>;
beforeAll(async () => {
  home = await temporaryHome();
});
afterAll(() => home.remove());

const doctor = async (env: Record<string, string>) =>
  ran(sincro(home.dir, ["doctor"], { SINCRO_PORT: String(await freePort()), ...env }));

describePgCron("doctor on a database that calls the sweep", () => {
  let project: CronProject;

  beforeAll(async () => {
    project = await startCronProject();
    await project.secret("SUPABASE_URL", "https://project.example.co");
  });
  afterAll(() => project.stop());
  beforeEach(async () => {
    await project.secret("SINCRO_CRON_TOKEN", "cron-token-0123456789-01");
    await project.owner.query("select sync_unschedule()");
    await project.owner.query("update sync_sweeper set swept_at = null, call_id = null");
  });

  const looked = (LANG = "en_US.UTF-8") => doctor({ DATABASE_URL: project.url, LANG });
  const sweptAgo = (ms: number) =>
    project.owner.query("update sync_sweeper set swept_at = sync_now() - $1 * interval '1 millisecond'", [ms]);
  async function answered(status: number) {
    const { rows } = await project.owner.query("select sync_call_sweep() as id");
    await project.admin.query("insert into net._http_response (id, status_code) values ($1, $2)", [rows[0].id, status]);
  }

  it("P4 · nobody sweeps: exit code 1, and what to do, in both languages", async () => {
    const never = await looked();
    expect(never).toMatchObject({ code: 1, stdout: expect.stringMatching(/^error +Sweep +.*no sweep yet/m) });
    expect(never.stdout).toContain("start “sincro serve”, or have the database call (“select sync_schedule()”)");
    expect(never.stdout).toMatch(/^ok +Schedule +pg_cron 1\.4.* calls nobody/m);
    await sweptAgo(181_000);
    const { code, stdout } = await looked("es_MX.UTF-8");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error +Repaso +parado desde hace 3 min.*; nadie repasa: arranca «sincro serve»/m);
  });

  it("a job of pg_cron 1.4 that does its work: exit code 0, and the bound is lease + 60 s", async () => {
    await project.owner.query("select sync_schedule()");
    await answered(200);
    await sweptAgo(100_000);
    const { code, stdout } = await looked();
    expect(stdout).toMatch(
      /^warning +Schedule +every minute \(pg_cron 1\.4.*\): a dead worker is noticed within 2 min/m,
    );
    expect(stdout).toMatch(/^ok +Sweep /m);
    expect(stdout).toMatch(/^ok +Server +none here: the database calls the functions/m);
    expect(code).toBe(0);
  });

  it("P4 · a job whose calls are refused: a warning first, an error when three minutes pass without a sweep", async () => {
    await project.scheduleWithoutTicks();
    await answered(401);
    await sweptAgo(100_000);
    const first = await looked();
    expect(first.stdout).toMatch(
      /^warning +Schedule +the functions refuse the call \(HTTP 401\): the SINCRO_CRON_TOKEN/m,
    );
    expect(first.code).toBe(0);
    await sweptAgo(181_000);
    const { code, stdout } = await looked("es_MX.UTF-8");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error +Repaso +.*mira la línea del horario/m);
    expect(stdout).toMatch(/^error +Horario +las funciones rechazan la llamada \(HTTP 401\)/m);
  });

  it("a token that is gone from Vault is named, and no secret is shown", async () => {
    await project.owner.query("select sync_schedule()");
    await project.secret("SINCRO_CRON_TOKEN", null);
    const { code, stdout, stderr } = await looked();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error +Schedule +SINCRO_CRON_TOKEN is missing: “select sync_schedule\(\)” says/m);
    expect(stdout + stderr).not.toContain("project.example.co");
  });
});

describe("doctor on the embedded database", () => {
  it("an installation that is switched off sweeps nothing, and that is no error", async () => {
    const { code, stdout } = await doctor({});
    expect(stdout).toMatch(/^warning +Server +none is running/m);
    expect(stdout).toMatch(/^warning +Sweep +There has been no sweep yet\.$/m);
    expect(stdout).not.toContain("Schedule");
    expect(code).toBe(0);
  });
});
