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

  it("F51 F58 · nobody comes in without the operator's token, nor to a slice with it", async () => {
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

  it("F57 · functions without their secrets say which, instead of not starting", async () => {
    const { edge, gateway } = await deploy(project);
    const functions = await edge({ SINCRO_OPERATOR_TOKEN: "" });
    const answer = await fetch(`${gateway.url}/functions/v1/sync-runs`);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ error: "misconfigured", variables: ["SINCRO_OPERATOR_TOKEN"] });
    expect(functions.log()).toContain("SINCRO_OPERATOR_TOKEN");
  });
});
