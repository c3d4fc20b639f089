import { expect, test } from "./four.ts";
import { type Ending, ends, fourEnds } from "./four-ends.ts";
import { ownRun } from "./own-worker.ts";
import { greatestDifference } from "./same-picture.ts";

const endings = Object.keys(ends) as Ending[];
/** What only a clock that runs ahead of the server's would say. */
const comingUp = /dentro de|in \d+ seconds/;

test.describe("Check 9 · nothing ticks when it is over", () => {
  test("each ending: three seconds later its card is the same picture, and nothing is said to lie ahead, by a clock that is 90 s behind", async ({
    home,
    stage,
    server,
  }) => {
    await home.emulateMedia({ reducedMotion: "no-preference" });
    await home.clock.install({ time: Date.now() - 90_000 });
    await home.reload();
    await expect(home.getByTestId("connection")).toHaveAttribute("data-connection", "live");
    expect(await home.evaluate(() => Date.now())).toBeLessThan(Date.now() - 60_000);
    // One that ticks before the reader's eyes, and then is over.
    const run = await ownRun(stage.database.adminUrl, "stripe");
    const took = home.getByTestId("card-stripe").locator("dd").nth(1);
    await expect(took).toHaveText(/^[1-9] s$/);
    const first = await took.textContent();
    await expect(took).not.toHaveText(first ?? "");
    await run.send({ type: "COMPLETE" });
    const ids = await fourEnds(stage.database.adminUrl);
    const cards = endings.map((ending) => home.getByTestId(`card-${ends[ending].source}`));
    for (const [n, card] of cards.entries()) await expect(card).toHaveAttribute("data-status", endings[n] ?? "");

    await home.evaluate(() => document.fonts.ready);
    await home.mouse.move(0, 0);
    const before: Buffer[] = [];
    for (const card of cards) before.push(await card.screenshot());
    // Three seconds of the reader's time are what is looked at here; there is no condition to wait for.
    await home.waitForTimeout(3_000);
    for (const [n, card] of cards.entries()) {
      // One level of 255 is the rasteriser's own rounding, seen at a rounded corner when the page below was drawn anew.
      const apart = await greatestDifference(home, before[n] as Buffer, await card.screenshot());
      expect(apart, endings[n]).toBeLessThanOrEqual(1);
    }

    for (const lang of ["es", "en"] as const) {
      await home.getByTestId(`choose-${lang}`).click();
      await expect(home.locator("html")).toHaveAttribute("lang", lang);
      await expect(home.getByRole("main")).not.toContainText(comingUp);
      // A start that lies ahead of the reader's own clock is past all the same.
      await expect(home.getByTestId("result").first()).toContainText(lang === "es" ? "hace un momento" : "just now");
    }
    for (const ending of endings) {
      await home.goto(`${server.origin}/runs/${ids[ending]}`);
      await expect(home.getByTestId("run")).toHaveAttribute("data-status", ending);
      await expect(home.getByRole("main")).not.toContainText(comingUp);
    }
  });
});
