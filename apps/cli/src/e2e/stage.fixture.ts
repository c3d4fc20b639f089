import { createStripeFake, type RunningServer, type StripeFake, type StripeFakeOptions } from "@sincro/fakes";
import { type Policy, settingName } from "@sincro/machine";
import { type TestDatabase, testDatabase } from "@sincro/store/testing";
import { type Ran, ran, type Serving, sincro, startServe, temporaryHome } from "./serve.fixture.ts";
import { looking } from "./truth.fixture.ts";

/** A database, a provider that the test rules, and servers between them. */
export interface Stage {
  readonly database: TestDatabase;
  readonly fake: StripeFake;
  readonly env: Record<string, string>;
  serve(env?: Record<string, string>): Promise<Serving>;
  /** Runs a command of its own process, to its end. */
  sincro(args: readonly string[], env?: Record<string, string>): Promise<Ran>;
  end(): Promise<void>;
}

/** Sets numbers of the policy for a database, for every connection from now on. */
async function setPolicy(database: TestDatabase, policy: Partial<Policy>): Promise<void> {
  const name = new URL(database.url).pathname.slice(1);
  await looking(database.adminUrl, async (client) => {
    for (const [key, value] of Object.entries(policy)) {
      await client.query(`alter database ${name} set ${settingName(key as keyof Policy)} = '${value}'`);
    }
  });
}

/** Sets up a stage; the servers stop with it. */
export async function setStage({
  fake: options = {},
  policy = {},
  database = testDatabase({ version: 18 }),
}: {
  readonly fake?: StripeFakeOptions;
  readonly policy?: Partial<Policy>;
  readonly database?: Promise<TestDatabase>;
} = {}): Promise<Stage> {
  const [home, own] = await Promise.all([temporaryHome(), database]);
  await setPolicy(own, policy);
  const fake = createStripeFake({ seed: 11, ...options });
  const provider: RunningServer = await fake.listen();
  const servers: Serving[] = [];
  const env = { DATABASE_URL: own.url, STRIPE_SECRET_KEY: fake.key, STRIPE_API_BASE: provider.url };
  return {
    database: own,
    fake,
    env,
    serve: async (more = {}) => {
      const server = await startServe(home.dir, { ...env, ...more });
      servers.push(server);
      return server;
    },
    sincro: (args, more = {}) => ran(sincro(home.dir, args, { ...env, ...more })),
    end: async () => {
      fake.faults.clear();
      await Promise.all(servers.map((server) => server.stop()));
      await provider.close();
      await own.drop();
      await home.remove();
    },
  };
}
