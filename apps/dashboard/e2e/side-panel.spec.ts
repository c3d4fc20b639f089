import { violationsOf } from "./axe.ts";
import { expect, runningInMidPage, runsOf, test } from "./stack.ts";

test("a run opens at the side of the first page, at its own address; Esc, Back and the button close it, and the focus returns", async ({
  home,
  stage,
  server,
}) => {
  await runningInMidPage(home, stage);
  const [run] = await runsOf(server);
  await home.getByTestId("filter-live").click();
  const panel = home.getByTestId("run-panel");
  const link = home.getByTestId("result-link");
  await link.click();
  await expect(home).toHaveURL(`${server.origin}/runs/${run?.id}?estado=live`);
  await expect(panel).toBeFocused();
  await expect(panel.getByTestId("batches")).toBeVisible();
  await expect(home.getByTestId("run")).toHaveCount(1);
  expect(await violationsOf(home)).toEqual([]);
  // The first page stays in use, as it was left.
  await expect(home.getByTestId("filter-live")).toHaveAttribute("aria-pressed", "true");
  await expect(home.getByTestId("card-stripe")).toBeVisible();
  await panel.getByTestId("step-time").first().click();
  await expect(home).toHaveURL(/[?&]t=/);
  await home.keyboard.press("Escape");
  await expect(home).not.toHaveURL(/[?&]t=/);
  await expect(panel).toBeVisible();
  await home.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(home).toHaveURL(`${server.origin}/?estado=live`);
  await expect(link).toBeFocused();
  await home.keyboard.press("Enter");
  await expect(panel).toBeVisible();
  await panel.getByTestId("close-panel").click();
  await expect(link).toBeFocused();
  await link.click();
  await expect(panel).toBeVisible();
  await home.goBack();
  await expect(panel).toHaveCount(0);
  await home.goForward();
  await expect(panel).toBeVisible();
});

test("the same address opened by itself, and on a phone, is the run's page", async ({ home, stage, server }) => {
  await runningInMidPage(home, stage);
  const [run] = await runsOf(server);
  await home.goto(`${server.origin}/runs/${run?.id}`);
  await expect(home.getByTestId("run").getByRole("heading", { level: 1 })).toContainText("Stripe");
  await expect(home.getByTestId("run-panel")).toHaveCount(0);
  await home.setViewportSize({ width: 390, height: 800 });
  await home.goto(server.origin);
  await home.getByTestId("result-link").click();
  await expect(home).toHaveURL(new RegExp(`/runs/${run?.id}`));
  await expect(home.getByTestId("run").getByRole("heading", { level: 1 })).toContainText("Stripe");
  await expect(home.getByTestId("run-panel")).toHaveCount(0);
});
