import type { Serving } from "../../cli/src/e2e/serve.fixture.ts";
import type { Stage } from "../../cli/src/e2e/stage.fixture.ts";
import { savesAPage } from "./written.ts";

/** A worker in a process of its own, which does nothing at all until it is let go on. */
export interface Frozen {
  readonly runId: string;
  /** When it fell silent, in milliseconds of this machine's clock. */
  readonly since: number;
  thaw(): void;
}

/** Has another process work on Stripe's run until it has saved a page, and stops that process as a hung machine does. */
export async function frozenWorker(stage: Stage, env: Readonly<Record<string, string>>): Promise<Frozen> {
  const { gate } = stage.fake;
  const elsewhere: Serving = await stage.serve(env);
  gate.close();
  const started = await elsewhere.client.sync("stripe", { mode: "full" });
  const runId = started.kind === "started" ? (started.body.runs[0]?.run?.id ?? "") : "";
  await savesAPage(stage, "stripe", gate);
  process.kill(elsewhere.pid, "SIGSTOP");
  return { runId, since: Date.now(), thaw: () => process.kill(elsewhere.pid, "SIGCONT") };
}
