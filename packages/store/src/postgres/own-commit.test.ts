import { Pool } from "pg";
import { afterAll, beforeAll } from "vitest";
import { ownCommitSql, testOwnCommit } from "../rpc/own-commit.test-kit.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { postgresStore } from "./postgres-store.ts";

describePostgres("postgresStore with a function of the project's own", (version) => {
  let database: TestDatabase;
  let admin: Pool;
  beforeAll(async () => {
    database = await testDatabase({ version });
    admin = new Pool({ connectionString: database.url });
    await admin.query(ownCommitSql);
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  testOwnCommit(() => ({ admin, store: (commit) => postgresStore(admin, { commit }) }));
});
