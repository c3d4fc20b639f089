import { expect, runningInMidPage, runsOf, test } from "./stack.ts";

/** Two hours, which no slice has, in seconds. */
const retryAfterS = 7_200;

const atTime = new Intl.DateTimeFormat("es-MX", {
  timeStyle: "short",
  hourCycle: "h23",
  timeZone: "America/Mexico_City",
});

test("P1, F47 · the provider asks for a rest: the card says who asked and when it goes on, nobody asks meanwhile, and a cancel ends the wait", async ({
  home,
  stage,
  server,
}) => {
  await runningInMidPage(home, stage);
  stage.fake.faults.set({ rules: [{ kind: "rate_limited", retryAfterS }] });
  stage.fake.gate.open();
  const card = home.getByTestId("card-stripe");
  await expect(card).toHaveAttribute("data-phase", "rateLimited");
  await expect(card).toHaveAttribute("data-status", "continuing");

  const [run] = await runsOf(server);
  expect(run).toMatchObject({ status: "continuing", yield_reason: "rate_limited", worker: null, attempts: 0 });
  const due = Date.parse(run?.due_at ?? "");
  const waitS = (due - Date.parse(run?.updated_at ?? "")) / 1_000;
  expect(Math.abs(waitS - retryAfterS)).toBeLessThan(60);
  await expect(card.getByTestId("note")).toContainText("Stripe pide esperar. Sigue a las");
  await expect(card.getByTestId("note")).toContainText(atTime.format(due));
  const kept = new Intl.NumberFormat("es-MX").format(run?.total_fetched ?? 0);
  expect(run?.total_fetched).toBeGreaterThan(0);
  await expect(card.getByTestId("records")).toHaveText(kept);

  const asked = stage.fake.log.entries.length;
  await home.getByTestId("cancel-all").first().click();
  await home.getByTestId("cancel-yes").click();
  await expect(card).toHaveAttribute("data-status", "cancelled");
  await expect(card).toContainText("Cancelado por Operador");
  // No worker held it: there is nobody whose receipt could be missing.
  await expect(home.getByTestId("notice-cancel")).toContainText("Todos los syncs cancelados (1): Stripe.");
  await expect(home.getByTestId("notice-cancel")).not.toContainText("aún no confirma");

  // Whoever starts again is not let through to a provider that asked for a rest.
  stage.fake.faults.clear();
  await home.getByTestId("sync-all").first().click();
  await expect(card).toHaveAttribute("data-phase", "rateLimited");
  expect((await runsOf(server)).map(({ status }) => status)).toEqual(["continuing", "cancelled"]);
  expect(stage.fake.log.entries.length).toBe(asked);
  await home.getByTestId("cancel-all").first().click();
  await home.getByTestId("cancel-yes").click();
  await expect(card).toHaveAttribute("data-status", "cancelled");
});
