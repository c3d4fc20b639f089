import { afterAll, beforeAll } from "vitest";
import type { RunStore } from "../port.ts";
import { brokenConnections } from "../rpc/broken-connections.test-kit.ts";
import { describePostgrest } from "../testing/index.ts";
import { type Project, startProject } from "./project.test-kit.ts";

describePostgrest("a supabase store whose connection breaks", (version) => {
  let project: Project;
  let store: RunStore;
  beforeAll(async () => {
    project = await startProject(version);
    store = await project.store();
  });
  afterAll(() => project.stop());

  const broken = async (timeoutMs: number) => {
    const through = await project.proxy();
    return { ...through, store: await project.store({ through, timeoutMs }) };
  };

  brokenConnections("supabase-js and PostgREST", () => ({ admin: project.admin, store, broken }), [502, 503, 504]);
});
