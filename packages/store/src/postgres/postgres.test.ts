import { Pool } from "pg";
import { afterAll, beforeAll, expect } from "vitest";
import { describeStore } from "../conformance/index.ts";
import { checkInvariants } from "../invariants/index.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { postgresUnderTest } from "./under-test.ts";

describePostgres("the store", (version) => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await testDatabase({ version });
    pool = new Pool({ connectionString: database.url, max: 40 });
    // Its end does not wait for forty goodbyes: the drop may be faster, and says so to whoever is left.
    pool.on("error", () => {});
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  describeStore("postgres", async (policy) => {
    const under = await postgresUnderTest(pool, policy);
    return {
      ...under,
      // Whatever a promise's test did: the rows and the history that it leaves keep every invariant.
      close: async () => {
        await under.close();
        expect(await checkInvariants((text, values) => pool.query({ name: "invariants", text, values }))).toEqual([]);
      },
    };
  });
});
