import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { claimed, page } from "../conformance/steps.ts";
import { ownCommitSql, testOwnCommit } from "../rpc/own-commit.test-kit.ts";
import { describePostgrest } from "../testing/index.ts";
import type { SupabaseLike } from "./client.ts";
import { type Project, startProject } from "./project.test-kit.ts";
import { supabaseStore } from "./supabase-store.ts";

describePostgrest("supabaseStore with a function of the project's own", (version) => {
  let project: Project;
  let client: SupabaseLike;
  beforeAll(async () => {
    project = await startProject(version);
    client = await project.client("service_role");
    await project.admin.query(`${ownCommitSql}
      revoke all on function public.commit_orders from public, anon, authenticated;
      grant insert on public.their_orders to service_role;
      grant execute on function public.commit_orders to service_role;
      notify pgrst, 'reload schema';`);
    // PostgREST hears of a new function in its own time.
    await vi.waitFor(() => known(client), { timeout: 60_000, interval: 20 });
  });
  afterAll(() => project.stop());

  testOwnCommit(() => ({ admin: project.admin, store: (commit) => supabaseStore(client, { commit }) }));

  it("F58 · a browser's role may not call it", async () => {
    const held = await claimed(supabaseStore(client), { account: "browser" });
    const browser = supabaseStore(await project.client("authenticated"), { commit: "commit_orders" });
    await expect(browser.commit(page(held, 1))).rejects.toMatchObject({ code: "store_rejected" });
  });
});

async function known(client: SupabaseLike): Promise<void> {
  const runId = crypto.randomUUID();
  const store = supabaseStore(client, { commit: "commit_orders" });
  const asked = await store.commit({ runId, fence: 1, worker: "w", seq: 1, records: [], checkpoint: 1 });
  expect(asked.reason).toBe("not_found");
}
