import { Pool } from "pg";
import { afterAll, beforeAll } from "vitest";
import type { RunStore } from "../port.ts";
import { brokenConnections } from "../rpc/broken-connections.test-kit.ts";
import { describePostgres, type TestDatabase, testDatabase } from "../testing/index.ts";
import { startTcpProxy } from "../testing/tcp-proxy.ts";
import { postgresStore } from "./postgres-store.ts";

describePostgres(
  "a postgres store whose connection breaks",
  (version) => {
    let database: TestDatabase;
    let admin: Pool;
    let pool: Pool;
    let store: RunStore;
    beforeAll(async () => {
      database = await testDatabase({ version });
      admin = new Pool({ connectionString: database.adminUrl });
      pool = new Pool({ connectionString: database.url });
      store = postgresStore(pool);
    });
    afterAll(async () => {
      await Promise.all([pool.end(), admin.end()]);
      await database.drop();
    });

    const broken = async (timeoutMs: number) => {
      const { url, breakNext, settled, close } = await startTcpProxy(database.url);
      const through = new Pool({ connectionString: url, max: 1 });
      through.on("error", () => {}); // a connection that was cut while idle
      return {
        store: postgresStore(through, { timeoutMs }),
        breakNext,
        settled,
        close: async () => {
          await through.end();
          await close();
        },
      };
    };

    brokenConnections("pg", () => ({ admin, store, broken }));
  },
  [18],
);
