import { expect, live, names, test } from "./four.ts";
import { runsOf } from "./stack.ts";
import { knowsPeople, savesAPage, type Written, writtenBySource } from "./written.ts";

test.use({
  // The usual one: between two beats a worker has no way of knowing that its run was cancelled.
  policy: {},
  // As far back as the sources look, so that no answer is empty: a page without records could not be written anyway.
  past: { scale: 4, historyDays: 5_800 },
});

test.describe("Check 1 · cancel all, fenced", () => {
  test("F21, F26 · four runs that another process works on: cancelled at once, and what their providers answer afterwards is refused", async ({
    home,
    gates,
    server,
    stage,
    others,
  }) => {
    const elsewhere = await stage.serve(others.env);
    const written = () => writtenBySource(stage.database.url);
    for (const gate of gates) gate.close();
    await knowsPeople(stage);
    for (const name of names) {
      expect((await elsewhere.client.sync(name, { mode: "full" })).kind).toBe("started");
    }
    const [stripe, paypal, ghl, manychat] = gates;
    await Promise.all([
      savesAPage(stage, "stripe", stripe),
      savesAPage(stage, "paypal", paypal),
      savesAPage(stage, "ghl", ghl),
      // It looks people up: a page of it is many answers.
      manychat.untilHeld(1),
    ]);
    for (const name of names) await expect(home.getByTestId(`card-${name}`)).toHaveAttribute("data-status", live);

    await home.getByTestId("cancel-all").first().click();
    await home.getByTestId("cancel-yes").click();
    await Promise.all(
      names.map((name) =>
        expect(home.getByTestId(`card-${name}`)).toHaveAttribute("data-status", "cancelled", { timeout: 2_000 }),
      ),
    );
    await expect(home.getByTestId("notice-cancel")).toContainText("(4)");
    await expect(home.getByTestId("card-stripe")).toContainText("Cancelado por Operador");
    await expect(home.getByTestId("cancel-all").first()).toBeDisabled();
    for (const gate of gates) expect(gate.held).toBeGreaterThan(0);
    const before = await written();
    expect(Object.keys(before).sort()).toEqual([...names].sort());

    for (let tick = 1; tick <= 3; tick += 1) {
      for (const gate of gates) gate.release(gate.held);
      expect(kept(await written()), `tick ${tick}`).toEqual(kept(before));
    }
    for (const gate of gates) gate.open();
    await expect
      .poll(async () => Object.values(await written()).map(({ refused }) => refused), { timeout: 30_000 })
      .toEqual([1, 1, 1, 1]);
    await expect.poll(async () => (await runsOf(server)).every(({ stopped_at }) => stopped_at !== null)).toBe(true);
    expect(kept(await written()), "when every worker has let go").toEqual(kept(before));

    // The receipt takes in what came after it: how long it took, and what was refused.
    const receipt = home.getByTestId("receipt-stopped");
    await expect(receipt).toContainText(/Sus 4 procesos pararon en [\d.,]+ m?s\./);
    await expect(receipt).toContainText("4 lotes que venían en camino fueron rechazados.");

    for (const { id, source, status } of await runsOf(server)) {
      expect(status).toBe("cancelled");
      const { events } = await server.client.run(id);
      const late = events.filter(({ event, applied }) => event === "COMMIT" && !applied);
      expect(late, source).toMatchObject([{ reason: "fenced", actor_kind: "worker" }]);
      expect(late[0]?.records, source).toBeGreaterThan(0);
      await home.goto(`${server.origin}/runs/${id}`);
      const commits = home.locator('[data-testid="step"][data-event="COMMIT"]');
      const refused = commits.and(home.locator('[data-applied="false"]'));
      await expect(refused, source).toHaveCount(1);
      await expect(refused).toContainText("COMMIT");
      await expect(refused).toContainText("rechazado: fenced");
      await expect(refused).toContainText("ya no tenía permiso de escribir");
      await expect(commits).toHaveCount((before[source]?.commits ?? 0) + 1);
    }
  });
});

/** What must not grow any more: committed pages and records. */
function kept(written: Readonly<Record<string, Written>>) {
  return Object.values(written).map(({ source, commits, records }) => ({ source, commits, records }));
}
