import type { Page } from "@playwright/test";
import { expect, fourHeld, live, names, test } from "./four.ts";
import { runsOf } from "./stack.ts";

/** The choice as it must stand in both places: who is in the way, three buttons, and nothing that turns for ever. */
async function expectChoice(home: Page, holders: readonly RegExp[]): Promise<void> {
  for (const place of ["conflict-page", "conflict-corner"]) {
    const choice = home.getByTestId(place);
    await expect(choice).toBeVisible();
    await expect(choice.getByRole("listitem")).toHaveText([...holders]);
    await expect(choice.getByRole("button")).toHaveText([
      "Cancelar y reiniciar",
      "Ver progreso",
      "Seguir con la actual",
    ]);
  }
  // The one in the page stands there, not in the corner.
  await expect(home.getByRole("main").getByTestId("conflict-page")).toBeVisible();
  await expect(home.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** The answer to the next start that the page asks for. */
function nextAnswer(home: Page, path: string) {
  return home.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith(path));
}

/** Half a minute of the page's own time: nothing but its timers could take the choice away, and they all go off. */
async function halfAMinute(home: Page): Promise<void> {
  await home.clock.runFor(31_000);
}

test.describe("Check 2 · a 409 is a choice", () => {
  test.beforeEach(async ({ home }) => {
    await home.clock.install();
    await home.reload();
    await expect(home.getByTestId("connection")).toHaveAttribute("data-connection", "live");
  });

  test("F41, P5 · a source that somebody else has started meanwhile: 409, and who holds it is named until one has chosen", async ({
    home,
    gates,
    server,
  }) => {
    for (const gate of gates) gate.close();
    // A page that looks away does not know of it, and offers a start.
    await home.getByTestId("connection").click();
    await expect(home.getByTestId("connection")).toHaveAttribute("data-connection", "paused");
    expect((await server.client.sync("stripe", { mode: "full" })).kind).toBe("started");
    await gates[0].untilHeld(1);
    const answer = nextAnswer(home, "/fetch-stripe");
    await home.getByTestId("act-stripe").click();
    expect((await answer).status()).toBe(409);
    expect(await (await answer).json()).toMatchObject({ success: false, error: "sync_already_running" });
    const stripe = /^Stripe \(en ejecución, desde hace \d+ s, la inició Operador\)$/;
    await expectChoice(home, [stripe]);
    await halfAMinute(home);
    await expectChoice(home, [stripe]);
    await home.getByTestId("conflict-page").getByTestId("conflict-keep").click();
    await expect(home.getByTestId("conflict-page")).toHaveCount(0);
    await expect(home.getByTestId("conflict-corner")).toHaveCount(0);
    expect((await runsOf(server)).map(({ status }) => status)).toEqual(["running"]);
  });

  test("F41, P5 · one of four is live: 202, three start, and the one in the way is named until one has chosen", async ({
    home,
    gates,
    server,
  }) => {
    for (const gate of gates) gate.close();
    expect((await server.client.sync("ghl", { mode: "full" })).kind).toBe("started");
    await gates[2].untilHeld(1);
    await expect(home.getByTestId("card-ghl")).toHaveAttribute("data-status", "running");
    const [inTheWay] = await runsOf(server);
    const answer = nextAnswer(home, "/sync-command-center");
    await home.getByTestId("sync-all").first().click();
    expect((await answer).status()).toBe(202);
    const { runs } = await (await answer).json();
    expect(
      Object.fromEntries(runs.map(({ source, outcome }: { source: string; outcome: string }) => [source, outcome])),
    ).toEqual({ stripe: "started", paypal: "started", ghl: "conflict", manychat: "started" });
    expect(runs.find(({ source }: { source: string }) => source === "ghl").run.id).toBe(inTheWay?.id);
    const ghl = /^GoHighLevel \(en ejecución, desde hace \d+ s, la inició Operador\)$/;
    await expectChoice(home, [ghl]);
    // A message of a few seconds stands beside it: that one is gone afterwards.
    const started = home.locator("[data-sonner-toast]").filter({ hasText: "Sincronización iniciada" });
    await expect(started).toHaveCount(1);
    await halfAMinute(home);
    await expect(started).toHaveCount(0);
    await expectChoice(home, [ghl]);
    await home.getByTestId("conflict-corner").getByTestId("conflict-watch").click();
    await expect(home).toHaveURL(`${server.origin}/runs/${inTheWay?.id}`);
    await expect(home.getByTestId("run")).toContainText("GoHighLevel");
  });
});

test.describe("Check 3 · cancel and restart keeps the range", () => {
  test("F18 · clicked twice: each source has one new run of the same seven days, and the old ones are cancelled", async ({
    home,
    gates,
    server,
  }) => {
    await home.getByTestId("range").first().click();
    await home.getByTestId("range-7d").first().click();
    await fourHeld(home, gates, () => home.getByTestId("sync-all").first().click());
    const old = (await runsOf(server)).map(({ id }) => id);
    expect(old).toHaveLength(4);
    await home.getByTestId("sync-all").first().click();
    const asked: unknown[] = [];
    home.on("request", (request) => {
      if (request.method() === "POST") asked.push(request.postDataJSON());
    });
    await home.getByTestId("conflict-page").getByTestId("conflict-restart").dblclick();
    await expect(home.getByTestId("conflict-page")).toHaveCount(0);
    await expect(home.locator('[aria-busy="true"]')).toHaveCount(0);

    const runs = await runsOf(server);
    expect(runs).toHaveLength(8);
    for (const name of names) {
      const [now, before, ...more] = runs.filter(({ source }) => source === name);
      expect(more).toEqual([]);
      expect(old).toContain(before?.id);
      expect(before).toMatchObject({ status: "cancelled", mode: "7d" });
      expect(now).toMatchObject({ status: expect.stringMatching(live), mode: "7d" });
      const [from, to] = [now?.window_start, now?.window_end].map((at) => Date.parse(at ?? ""));
      expect((to ?? 0) - (from ?? 0)).toBe(7 * 86_400_000);
      await expect(home.getByTestId(`card-${name}`)).toHaveAttribute("data-status", live);
    }
    expect(asked).toHaveLength(1);
  });
});
