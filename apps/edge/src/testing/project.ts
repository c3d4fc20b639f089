import { type Client, createClient } from "@sincro/client";
import { createStripeFake, type StripeFake, type StripeFakeOptions } from "@sincro/fakes";
import { type Policy, settingName } from "@sincro/machine";
import type { Project } from "@sincro/store/supabase/testing";
import { emptyTables } from "@sincro/store/testing";
import { onTestFinished } from "vitest";
import { type EdgeProcess, type Packages, startEdge } from "./deno.ts";
import { type Gateway, startGateway } from "./gateway.ts";

/** The operator's token in every test. */
export const token = "operator-token-of-the-tests";

/** What is around a project's database: a gateway, functions, and a provider that the test rules. */
export interface Deployed {
  readonly gateway: Gateway;
  readonly fake: StripeFake;
  /** As the page and scripts call it. */
  readonly client: Client;
  /** What the platform and `supabase secrets set` put into the functions' environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts the functions and leads all calls to them. */
  edge(env?: Readonly<Record<string, string>>, folder?: string, packages?: Packages): Promise<EdgeProcess>;
}

/** Deploys to an empty project for one test; all of it ends with the test, but the project. */
export async function deploy(
  project: Project,
  fakeOptions: StripeFakeOptions = {},
  policy: Partial<Policy> = {},
): Promise<Deployed> {
  const fake = createStripeFake({ seed: 11, ...fakeOptions });
  const provider = await fake.listen();
  await emptyTables(project.admin);
  const settings = Object.entries(policy).map(([name, value]) => [settingName(name as keyof Policy), String(value)]);
  await project.set(new Map(settings as [string, string][]));
  const gateway = await startGateway(project.url);
  const processes: EdgeProcess[] = [];
  onTestFinished(async () => {
    fake.faults.clear();
    await Promise.all(processes.map((edge) => edge.kill9()));
    await gateway.close();
    await provider.close();
  });
  const env = {
    SUPABASE_URL: gateway.url,
    SUPABASE_SERVICE_ROLE_KEY: await project.key("service_role"),
    SINCRO_OPERATOR_TOKEN: token,
    STRIPE_SECRET_KEY: fake.key,
    STRIPE_API_BASE: provider.url,
  };
  return {
    gateway,
    fake,
    client: createClient({ baseUrl: gateway.url, token }),
    env,
    edge: async (more = {}, folder, packages) => {
      const edge = await startEdge({ ...env, ...more }, folder, packages);
      processes.push(edge);
      gateway.route(edge.port);
      return edge;
    },
  };
}
