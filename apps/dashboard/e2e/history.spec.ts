import type { Page } from "@playwright/test";
import { expect, test } from "./four.ts";
import { type Ending, ends, fourEnds, insertedByHand } from "./four-ends.ts";

/** What the page says of each: its word, how long it took, who ended it and why. */
const said = {
  completed: { word: "Completado", took: "51 s", last: "COMPLETE", who: "Proceso", why: null },
  failed: { word: "Fallido", took: "42 s", last: "FAIL", who: "Proceso", why: /^Falló tras 17 registros: .+/ },
  cancelled: {
    word: "Cancelado",
    took: "33 s",
    last: "CANCEL",
    who: "marta",
    why: /^Cancelado por marta: cierre de mes, tras 8 registros\.$/,
  },
  stale: {
    word: "Atascado",
    took: "2 min 04 s",
    last: "EXPIRE",
    who: "El sistema",
    why: /^Dejó de dar señal 1 vez sin avanzar y se soltó/,
  },
} as const;
const endings = Object.keys(ends) as Ending[];

/** A run's row among the results. */
const rowOf = (home: Page, id: string) => home.locator(`[data-testid="result"][data-run="${id}"]`);

test.describe("Check 7 · every run in the history", () => {
  test("completed, failed, cancelled and stale: all there, with records, duration, who and why", async ({
    home,
    stage,
    server,
  }) => {
    const ids = await fourEnds(stage.database.adminUrl);
    await expect(home.getByTestId("result")).toHaveCount(4);
    for (const ending of endings) {
      const { word, took } = said[ending];
      const row = rowOf(home, ids[ending]);
      await expect(row).toHaveAttribute("data-status", ending);
      await expect(row.locator("[data-phase]")).toHaveText(word);
      await expect(row).toContainText(String(ends[ending].records));
      await expect(row).toContainText(took);
      await expect(row).toContainText("ana");
      const card = home.getByTestId(`card-${ends[ending].source}`);
      await expect(card).toHaveAttribute("data-status", ending);
      await expect(card).toContainText(took);
    }
    // Each is found by its chip as well, and by no other's.
    for (const ending of endings) {
      await home.getByTestId(`filter-${ending}`).click();
      await expect(home.getByTestId("result")).toHaveCount(1);
      await expect(rowOf(home, ids[ending])).toBeVisible();
    }
    await home.getByTestId("filter-all").click();
    for (const told of [rowOf(home, ids.cancelled), home.getByTestId("card-ghl")]) {
      await expect(told).toContainText("Cancelado");
      await expect(told).not.toContainText(/fallid|falló/i);
    }

    for (const ending of endings) {
      const { word, last, who, why } = said[ending];
      await home.goto(`${server.origin}/runs/${ids[ending]}`);
      const header = home.getByTestId("run").locator("header").first();
      await expect(header.locator("[data-phase]")).toHaveText(word);
      await expect(header).toContainText("La inició ana");
      if (why !== null) await expect(header.getByTestId("note")).toHaveText(why);
      const end = home.locator(`[data-testid="step"][data-event="${last}"]`);
      await expect(end).toHaveCount(1);
      await expect(end).toContainText(who);
      await expect(end.locator("[data-phase]")).toHaveText(word);
      if (ending === "cancelled") {
        await expect(end).toContainText("cierre de mes");
        await expect(header).not.toContainText(/fallid|falló/i);
        await expect(end).not.toContainText(/fallid|falló/i);
      }
    }
  });

  test("F23 · the status «canceled», inserted by hand: said to be one that nobody knows, wherever it is shown", async ({
    home,
    stage,
    server,
  }) => {
    const id = await insertedByHand(stage.database.adminUrl, "canceled");
    const unknown = "estado no reconocido: canceled";
    await expect(rowOf(home, id).locator("[data-phase]")).toHaveText(unknown);
    await expect(rowOf(home, id)).not.toContainText(/fallid|cancelad/i);
    await expect(home.getByTestId("card-stripe").locator("[data-phase]")).toHaveText(unknown);
    await home.goto(`${server.origin}/runs/${id}`);
    await expect(home.getByTestId("run").locator("header [data-phase]")).toHaveText(unknown);
    await expect(home.getByTestId("chart").locator("[data-active]")).toContainText(unknown);
    await expect(home.getByTestId("run-cancel")).toHaveCount(0);
  });
});
