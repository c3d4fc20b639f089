import { once } from "node:events";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freePort, ran, type Serving, sincro, temporaryHome } from "./serve.fixture.ts";
import { type Stage, setStage } from "./stage.fixture.ts";
import { countRecords, objectsOf } from "./truth.fixture.ts";
import { runOver, startedId } from "./until.fixture.ts";

let stage: Stage;
let server: Serving;
let home: Awaited<ReturnType<typeof temporaryHome>>;

beforeAll(async () => {
  stage = await setStage();
  server = await stage.serve();
  home = await temporaryHome();
});
afterAll(async () => {
  await stage.end();
  await home.remove();
});
beforeEach(() => {
  stage.fake.gate.open();
  stage.fake.faults.clear();
});

/** A command beside the running server. */
function command(...args: readonly string[]) {
  return ran(sincro(home.dir, args, { ...stage.env, SINCRO_PORT: new URL(server.origin).port }));
}

describe("beside a running server", () => {
  it("sync: shows the run to its end; exit code 0", async () => {
    const result = await command("sync", "stripe", "--mode", "full");
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/^Stripe .*Completed/m);
    expect(await countRecords(stage.database.url)).toBe(objectsOf(stage.fake).length);
  });

  it("P5 · sync while it runs: who holds it and what one can do; exit code 3. attach follows it, restart replaces it, cancel ends it with a receipt", async () => {
    stage.fake.gate.close();
    const first = await startedId(server.client);
    const refused = await command("sync", "stripe");
    expect(refused).toMatchObject({ code: 3, stdout: "" });
    expect(refused.stderr).toMatch(/already running \(Running, started by operator .* ago/);
    expect(refused.stderr).toContain("sincro restart");
    const restarted = await command("restart", "stripe", "--mode", "7d", "--detach");
    expect(restarted.code).toBe(0);
    const second = /stripe (\S+)/.exec(restarted.stdout)?.[1] as string;
    expect((await server.client.run(first)).run.status).toBe("cancelled");
    const attached = sincro(home.dir, ["sync", "stripe", "--on-conflict", "attach"], {
      ...stage.env,
      SINCRO_PORT: new URL(server.origin).port,
    });
    const ended = ran(attached);
    // It follows before the run is cancelled: an attach to nothing would start one.
    await once(attached.stdout as Readable, "data");
    const cancelled = await command("cancel", "--all", "--reason", "por hoy");
    expect(cancelled).toMatchObject({ code: 0, stdout: expect.stringContaining(`${second}  cancelled`) });
    expect(await ended).toMatchObject({ code: 1, stdout: expect.stringContaining("Cancelled by operator: por hoy") });
    stage.fake.gate.open();
    expect(await command("cancel", second)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("had already ended: Cancelled"),
    });
    expect((await command("resume", second)).code).toBe(0);
  });

  it("F55 · sync with a refused key: the sentence of the code, exit code 1; doctor says the same", async () => {
    stage.fake.faults.set({ rules: [{ kind: "status", status: 401 }] });
    const result = await command("sync", "stripe");
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(/Failed[\s\S]*refused the credentials/);
    const doctor = await command("doctor");
    expect(doctor).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^error +Source Stripe +.*refused the credentials/m),
    });
  });

  it("status and doctor as JSON, for scripts; sweep", async () => {
    await runOver(server.client, await startedId(server.client, "7d"));
    const status = JSON.parse((await command("status", "--json")).stdout);
    expect(status.runs[0]).toMatchObject({ source: "stripe", status: "completed" });
    const findings = JSON.parse((await command("doctor", "--json")).stdout);
    expect(findings).toContainEqual(expect.objectContaining({ level: "ok", what: "Source Stripe" }));
    expect(await command("sweep")).toMatchObject({ code: 0, stdout: expect.stringContaining("Swept: 0 resumed") });
  });
});

describe("without a server", () => {
  const alone = async (...args: readonly string[]) =>
    ran(sincro(home.dir, args, { ...stage.env, SINCRO_PORT: String(await freePort()), LANG: "es_MX.UTF-8" }));

  it("sync works in its own process, and says so in the language of LANG", async () => {
    const result = await alone("sync", "stripe", "--mode", "7d");
    expect(result).toMatchObject({ code: 0, stdout: expect.stringMatching(/Stripe .*Completado/) });
    expect(result.stderr).toContain("No hay ningún servidor en marcha");
  });

  it("migrate says that there is nothing to do, the second time too", async () => {
    expect(await alone("migrate")).toMatchObject({ code: 0, stdout: expect.stringContaining("ya está al día") });
  });

  it("a key that is missing: exit code 1 that names the variable", async () => {
    const result = await ran(
      sincro(home.dir, ["sync", "stripe"], {
        ...stage.env,
        STRIPE_SECRET_KEY: "",
        SINCRO_PORT: String(await freePort()),
      }),
    );
    expect(result.code).toBe(1);
    expect(result.stderr).toContain("credentials are missing");
  });
});
