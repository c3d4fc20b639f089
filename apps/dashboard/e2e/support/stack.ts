import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStripeFake, type StripeFake, type StripeFakeOptions } from "@sincro/fakes";
import { type TestDatabase, testDatabase } from "@sincro/store/testing";
import { freePort } from "./free-port.ts";
import { type Serving, serve } from "./serve.ts";
import { openSql, type Sql } from "./sql.ts";

/** The operator token of every stack. */
export const operatorToken = "e2e-operator-token-0123456789";

/** What a test may change about the world. */
export interface StackOptions {
  /** The account behind the fake Stripe; 600 objects when absent. */
  readonly stripe?: StripeFakeOptions;
  /** Numbers of the policy for this database, e.g. `{ "sincro.lease_ms": 1000 }`. */
  readonly policy?: Readonly<Record<string, number>>;
  /** No provider key, so that the demo provider answers. */
  readonly demo?: boolean;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A whole installation of one's own: a database, `sincro serve`, and a Stripe that the test slows down at will. */
export interface Stack {
  readonly url: string;
  /** The one-time link that `serve` printed. */
  readonly signInUrl: string;
  readonly sql: Sql;
  readonly stripe: StripeFake;
  /** Ends `serve` as a power cut would, and starts it again on the same port and database. */
  restart(): Promise<void>;
  /** Ends `serve` as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an installation. */
export async function startStack({ stripe: account, policy = {}, demo = false, env = {} }: StackOptions = {}): Promise<Stack> {
  const stripe = createStripeFake({ seed: "e2e", scale: 0.6, ...account });
  const provider = await stripe.listen();
  const database: TestDatabase = await testDatabase();
  const sql = await openSql(database);
  await sql.setPolicy(policy);
  const home = await mkdtemp(join(tmpdir(), "sincro-e2e-"));
  const port = await freePort();
  const start = () =>
    serve(home, {
      DATABASE_URL: database.url,
      SINCRO_PORT: String(port),
      SINCRO_OPERATOR_TOKEN: operatorToken,
      ...(demo ? {} : { STRIPE_SECRET_KEY: stripe.key, STRIPE_API_BASE: provider.url }),
      ...env,
    });
  let serving: Serving = await start();
  return {
    url: serving.url,
    signInUrl: serving.signInUrl,
    sql,
    stripe,
    kill: () => serving.kill(),
    restart: async () => {
      await serving.kill();
      serving = await start();
    },
    stop: async () => {
      stripe.gate.open();
      await serving.stop();
      await provider.close();
      await sql.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
