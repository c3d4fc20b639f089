import type { Page } from "@playwright/test";
import { looking } from "../../cli/src/e2e/truth.fixture.ts";
import { ownRun } from "./own-worker.ts";
import { type Network, networkTo } from "./proxy.ts";
import { test as base, expect, runsOf, signedIn } from "./stack.ts";
import { watchCard } from "./watched.ts";

/** The page as somebody sees it who sits behind a network that can be cut. */
const test = base.extend<{ readonly network: Network; readonly away: Page }>({
  network: async ({ server }, use) => {
    const network = await networkTo(server.origin);
    await use(network);
    await network.close();
  },
  away: async ({ browser, network, home: _emptied }, use) => {
    const context = await browser.newContext({ locale: "es-MX", reducedMotion: "reduce" });
    await signedIn(network.origin, context);
    const page = await context.newPage();
    await page.goto(network.origin);
    await expect(page.getByTestId("connection")).toHaveAttribute("data-connection", "live");
    await use(page);
    await context.close();
  },
});

test.describe("Check 10 · live under two seconds, and honest when not", () => {
  test("F45 · what changes in the database is on the card in less than two seconds, whoever wrote it", async ({
    home,
    stage,
    server,
  }) => {
    const card = home.getByTestId("card-stripe");
    const soon = { timeout: 2_000 };
    const run = await ownRun(stage.database.adminUrl, "stripe");
    await expect(card).toHaveAttribute("data-status", "running", soon);
    await run.commit(7);
    await expect(card.getByTestId("records")).toHaveText("7", soon);
    await looking(stage.database.adminUrl, (client) =>
      client.query(
        "update sync_runs set status = 'cancelled', completed_at = now(), error_message = 'a mano' where status = 'running'",
      ),
    );
    await expect(card).toHaveAttribute("data-status", "cancelled", soon);
    await expect(card).toContainText("a mano");
    expect((await runsOf(server))[0]?.ended_by).toMatch(/^sql:/);
  });

  test("the line is cut: the page says how old its data is, and has what changed meanwhile as soon as it is back", async ({
    away,
    network,
    stage,
  }) => {
    const [card, pill] = [away.getByTestId("card-stripe"), away.getByTestId("connection")];
    const run = await ownRun(stage.database.adminUrl, "stripe");
    await run.commit(7);
    await expect(card.getByTestId("records")).toHaveText("7");

    network.cut();
    await expect(pill).toHaveText(/^Reconectando… datos de hace \d+ s/, { timeout: 5_000 });
    await expect(pill).toHaveAttribute("data-connection", "broken");
    await run.commit(5);
    await run.send({ type: "COMPLETE" });
    // What it showed stays; nothing that it cannot know is shown.
    await expect(card.getByTestId("records")).toHaveText("7");
    await expect(card).toHaveAttribute("data-status", "running");

    network.mend();
    await expect(pill).toHaveAttribute("data-connection", "live");
    await expect(pill).toHaveText("En vivo");
    await expect(card).toHaveAttribute("data-status", "completed", { timeout: 2_000 });
    await expect(card.getByTestId("records")).toHaveText("12");

    // A machine without any network is another thing, and is told by its own words.
    await away.context().setOffline(true);
    await expect(pill).toHaveText(/^Sin conexión · datos de hace \d+ s$/, { timeout: 5_000 });
    await away.context().setOffline(false);
    await expect(pill).toHaveAttribute("data-connection", "live");
  });

  test("an older version that comes late changes nothing", async ({ away, network, stage, server }) => {
    const records = away.getByTestId("card-stripe").getByTestId("records");
    const run = await ownRun(stage.database.adminUrl, "stripe");
    await run.commit(7);
    const older = (await server.client.run(run.id)).run;
    await run.commit(5);
    await expect(records).toHaveText("12");
    const newest = (await server.client.run(run.id)).run;
    expect(older.version).toBeLessThan(newest.version);
    const shown = await watchCard(away, "stripe");
    network.say("run", older);
    network.say("run", { ...older, version: newest.version, status: "cancelled", total_fetched: 999 });
    // The line is in order: when this has come, what was said before it has come as well.
    network.say("run", { ...newest, version: newest.version + 1, total_fetched: 13 });
    await expect(records).toHaveText("13");
    const told = (await shown()).map(({ status, records }) => `${status} ${records}`);
    expect([...new Set(told)]).toEqual(["running 12", "running 13"]);
  });
});
