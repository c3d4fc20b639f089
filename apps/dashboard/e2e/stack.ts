import { test as base, expect, type Page } from "@playwright/test";
import type { Policy } from "@sincro/machine";
import type { Past } from "../../cli/src/e2e/others.fixture.ts";
import { type Serving, token } from "../../cli/src/e2e/serve.fixture.ts";
import { type Stage, setStage } from "../../cli/src/e2e/stage.fixture.ts";
import { looking } from "../../cli/src/e2e/truth.fixture.ts";

export { expect };

/** A stage with a server, shared by the tests of a file; each begins with no runs and a well-behaved provider. */
export interface Fixtures {
  /** The page, signed in by the link that the server printed. */
  readonly home: Page;
}

export interface Worker {
  /** The numbers of the policy; a file that needs others says so by `test.use` and gets a stage of its own. */
  readonly policy: Partial<Policy>;
  /** How much the providers have, and how far back; likewise. */
  readonly past: Past;
  readonly stage: Stage;
  readonly server: Serving;
}

/** The link that `serve` prints; it signs in once. */
export function linkOf(server: Serving): string {
  return /http\S+#code=\S+/.exec(server.output())?.[0] ?? "";
}

export const test = base.extend<Fixtures, Worker>({
  policy: [
    { beatMs: 500, sweepMs: 1_000 },
    { option: true, scope: "worker" },
  ],
  past: [{}, { option: true, scope: "worker" }],
  stage: [
    async ({ policy, past }, use) => {
      const stage = await setStage({ policy, fake: past });
      await use(stage);
      await stage.end();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  server: [
    async ({ stage }, use) => {
      await use(await stage.serve());
    },
    { scope: "worker", timeout: 60_000 },
  ],
  home: async ({ page, stage, server, context }, use) => {
    stage.fake.faults.clear();
    stage.fake.gate.open();
    await server.client.cancel({ all: true });
    await emptied(stage);
    const trouble: string[] = [];
    page.on("pageerror", (error) => trouble.push(String(error)));
    page.on("console", (message) => {
      // A refused call is an answer of the product, which the browser logs as an error of its own.
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) trouble.push(message.text());
    });
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(server.origin) && !request.url().startsWith("data:")) elsewhere.push(request.url());
    });
    await signedIn(server.origin, context);
    // What spins is drawn by the processor here, and takes it from the product; who looks at motion asks for it.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(server.origin);
    await expect(page.getByTestId("connection")).toHaveAttribute("data-connection", "live");
    await use(page);
    stage.fake.gate.open();
    expect(trouble).toEqual([]);
    expect(elsewhere).toEqual([]);
  },
});

/** Signs a browser in with the operator token, as the page does: the printed link works only once. */
export async function signedIn(origin: string, context: Pick<Page, "request">): Promise<void> {
  const answer = await context.request.post(`${origin}/functions/v1/session`, { data: { token } });
  expect(answer.status()).toBe(200);
}

async function emptied({ database }: Stage): Promise<void> {
  await looking(database.adminUrl, (client) =>
    client.query("truncate sync_runs, sync_run_events, sync_records, sync_buckets"),
  );
}

/** Starts a run from the page and stops the provider before its answer number `pages` + 1. */
export async function runningInMidPage(home: Page, stage: Stage, pages = 2): Promise<void> {
  stage.fake.gate.close();
  await home.getByTestId("sync-all").first().click();
  for (let page = 0; page < pages; page += 1) {
    await stage.fake.gate.untilHeld(1);
    stage.fake.gate.release();
  }
  await expect(home.getByTestId("card-stripe")).toHaveAttribute("data-status", "running");
}

/** The rows of runs, newest first. */
export async function runsOf({ client }: Serving) {
  return (await client.runs()).runs;
}
