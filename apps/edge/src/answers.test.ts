import { type Project, startProject } from "@sincro/store/supabase/testing";
import { describePostgrest } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deploy, token } from "./testing/project.ts";
import { runOver, startedId } from "./testing/until.ts";

describePostgrest("what the edge functions answer", (version) => {
  let project: Project;
  beforeAll(async () => {
    project = await startProject(version);
  });
  afterAll(() => project.stop());

  it("F51 F58 · nobody comes in without a token, nor to a slice with the operator's", async () => {
    const { edge, env, gateway } = await deploy(project);
    await edge();
    const post = (path: string, bearer?: string) =>
      fetch(`${gateway.url}/functions/v1/${path}`, {
        method: "POST",
        ...(bearer !== undefined && { headers: { authorization: `Bearer ${bearer}` } }),
      });
    const tries: [string, (string | undefined)?][] = [
      ["sync-command-center"],
      ["fetch-stripe"],
      ["fetch-stripe", env.SUPABASE_SERVICE_ROLE_KEY],
      ["fetch-stripe/continue"],
      ["fetch-stripe/continue", token],
      ["fetch-stripe/continue", env.SUPABASE_SERVICE_ROLE_KEY],
    ];
    for (const [path, bearer] of tries) {
      const answer = await post(path, bearer);
      expect(answer.status, path).toBe(401);
      expect(await answer.json()).toMatchObject({ error: "unauthenticated" });
    }
    const { rows } = await project.admin.query("select from sync_runs");
    expect(rows).toEqual([]);
  });

  it("F58 · the project's operators come in by their own tokens, its other users do not", async () => {
    const { edge, gateway } = await deploy(project);
    const cronToken = "cron-token-of-the-tests";
    await edge({ SINCRO_JWT_SECRET: project.jwtSecret, SINCRO_OPERATOR_TOKEN: "", SINCRO_CRON_TOKEN: cronToken });
    const sub = "6f1c8c1e-0000-4000-8000-000000000001";
    const claims = { iss: `${gateway.url}/auth/v1`, aud: "authenticated", sub };
    const operator = { ...claims, email: "ana@example.com", app_metadata: { role: "operator" } };
    const keyOf = (more: Record<string, unknown>) => project.key("authenticated", { claims: more });
    const sweep = async (bearer: string) => {
      const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
      const init = { method: "POST", headers, body: '{ "sweep": true }' };
      return (await fetch(`${gateway.url}/functions/v1/sync-command-center`, init)).status;
    };
    expect(await sweep(await keyOf(operator))).toBe(200);
    expect(await sweep(await keyOf({ ...claims, user_metadata: { role: "operator" } }))).toBe(403);
    expect(await sweep(await keyOf({ ...operator, iss: "https://other.supabase.co/auth/v1" }))).toBe(401);
    expect(await sweep(await project.key("authenticated", { claims: operator, expiresInS: -60 }))).toBe(401);
    expect(await sweep(await project.key("service_role"))).toBe(401);
    expect(await sweep(token)).toBe(401);
    expect(await sweep(cronToken)).toBe(200);
  });

  it("F55 · no answer and no log has a secret, whatever breaks", async () => {
    const { client, edge, env, gateway } = await deploy(project);
    const functions = await edge({ STRIPE_SECRET_KEY: "sk_test_51NobodysKeyAtAll0123456789" });
    gateway.loseHandOffs(1);
    const id = await startedId(client);
    await client.sweep();
    expect(await runOver(client, id)).toMatchObject({ status: "failed", error_code: "credentials_refused" });
    const said = JSON.stringify([await client.run(id), await client.policy()]) + functions.log();
    expect(functions.log()).toContain("HandOffLost");
    for (const secret of [env.SUPABASE_SERVICE_ROLE_KEY, token, "sk_test_51Nobodys"])
      expect(said).not.toContain(secret);
  });

  it("F56 · a page on the list may ask and read, others are refused before anything is done", async () => {
    const { edge, gateway } = await deploy(project);
    await edge({ SINCRO_ALLOWED_ORIGINS: "https://app.example.com" });
    const ask = (method: string, origin: string) =>
      fetch(`${gateway.url}/functions/v1/fetch-stripe`, {
        method,
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization, x-client-info, apikey, content-type",
        },
      });
    const preflight = await ask("OPTIONS", "https://app.example.com");
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://app.example.com");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-client-info");
    expect((await ask("POST", "https://elsewhere.example.com")).status).toBe(403);
  });

  it("the live stream says hello and shows the runs, also here", async () => {
    const { client, edge, gateway } = await deploy(project);
    await edge();
    gateway.loseHandOffs(1);
    const id = await startedId(client);
    const leave = new AbortController();
    const answer = await fetch(`${gateway.url}/functions/v1/sync-runs/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: leave.signal,
    });
    let heard = "";
    for await (const chunk of answer.body ?? []) {
      heard += new TextDecoder().decode(chunk);
      if (heard.includes(id)) break;
    }
    expect(heard).toMatch(/^event: hello\n/m);
    leave.abort();
  });

  it("F57 · functions that cannot be configured say which variable it is, instead of not starting", async () => {
    const { edge, gateway } = await deploy(project);
    const functions = await edge({ SINCRO_SIGNING_KEY: "too-short" });
    const answer = await fetch(`${gateway.url}/functions/v1/sync-runs`);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ error: "misconfigured", variables: ["SINCRO_SIGNING_KEY"] });
    expect(functions.log()).toContain("SINCRO_SIGNING_KEY");
    expect(functions.log()).not.toContain("too-short");
  });
});
