import { type Policy, settingName } from "@sincro/machine";
import { afterAll, beforeAll } from "vitest";
import { describeStore, type StoreUnderTest } from "../conformance/index.ts";
import { describePostgrest } from "../testing/index.ts";
import { emptyTables, missingRecords, storedRecords } from "../testing/stored.ts";
import { type Project, startProject } from "./project.test-kit.ts";

describePostgrest("the store", (version) => {
  let project: Project;
  beforeAll(async () => {
    project = await startProject(version);
  });
  afterAll(() => project.stop());

  const underTest = async (policy: Partial<Policy> = {}): Promise<StoreUnderTest> => {
    const settings = new Map<string, string>();
    for (const [name, value] of Object.entries(policy)) settings.set(settingName(name as keyof Policy), String(value));
    await emptyTables(project.admin);
    await project.set(settings);
    const store = await project.store();
    let offsetMs = 0;
    return {
      store,
      advance: (ms) => {
        offsetMs += ms;
        return project.set(settings.set("sincro.clock_offset", String(offsetMs)));
      },
      records: (scope) => storedRecords(project.admin, scope),
      missing: (scope) => missingRecords(project.admin, scope),
      close: () => store.close(),
    };
  };

  describeStore("supabase", underTest);
});
