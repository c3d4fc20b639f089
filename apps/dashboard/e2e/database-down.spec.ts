import { databaseOn, startCluster } from "@sincro/store/testing";
import { setStage } from "../../cli/src/e2e/stage.fixture.ts";
import { expect, linkOf, test } from "./stack.ts";

test("F42 · the database is down: the page says so in words, starts nothing, and goes on when it is back", async ({
  browser,
}) => {
  const cluster = await startCluster({ version: 18, fsync: true });
  const stage = await setStage({ database: databaseOn(cluster) });
  const server = await stage.serve();
  const context = await browser.newContext({ locale: "es-MX" });
  const page = await context.newPage();
  await page.goto(linkOf(server));
  const connection = page.getByTestId("connection");
  await expect(connection).toHaveAttribute("data-connection", "live");
  await cluster.crash();
  await expect(connection).not.toHaveAttribute("data-connection", "live", { timeout: 20_000 });
  await page.getByTestId("sync-all").first().click();
  await expect(page.getByTestId("notices")).toContainText("El servidor no llega a su base de datos", {
    timeout: 30_000,
  });
  await expect(page.getByTestId("card-stripe")).toHaveAttribute("data-status", "idle");
  await cluster.start();
  await expect(connection).toHaveAttribute("data-connection", "live", { timeout: 30_000 });
  await page.getByTestId("sync-all").first().click();
  await expect(page.getByTestId("card-stripe")).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
  expect((await server.client.runs()).runs).toHaveLength(1);
  await context.close();
  await stage.end();
  await cluster.stop();
});
