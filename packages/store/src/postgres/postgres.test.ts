import { Pool } from "pg";
import { afterAll, beforeAll } from "vitest";
import { describeStore } from "../conformance/index.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { postgresUnderTest } from "./under-test.ts";

describePostgres("the store", (version) => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await testDatabase({ version });
    pool = new Pool({ connectionString: database.url, max: 40 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  describeStore("postgres", (policy) => postgresUnderTest(pool, policy));
});
