import { expect, test } from "./support/test.ts";

test("Sync all runs, is seen to run, and finishes with every record of the provider", async ({ home, stack }) => {
  stack.stripe.gate.close();
  const card = home.getByTestId("card-stripe");
  await expect(card).toHaveAttribute("data-phase", "never");
  await home.getByTestId("sync-all").click();
  await stack.stripe.gate.untilHeld(1);
  await expect(card).toHaveAttribute("data-phase", "running");
  await expect(home.getByTestId("cancel-all").first()).toHaveText("Cancelar todo (1)");
  stack.stripe.gate.open();
  await expect(card).toHaveAttribute("data-status", "completed");
  const [run] = await stack.sql.query<{ total_fetched: number }>("select total_fetched::int from sync_runs");
  await expect(card.getByTestId("records")).toHaveText(String(run?.total_fetched));
});
