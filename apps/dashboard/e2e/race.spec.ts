import { looking } from "../../cli/src/e2e/truth.fixture.ts";
import { expect, names, test } from "./four.ts";

/** Pairs of runs of one source of which the second began before the first was over, by their whole history. */
function overlaps(url: string): Promise<readonly unknown[]> {
  return looking(url, async (client) => {
    const { rows } = await client.query(`
      with spans as (
        select r.id, r.source, r.account, min(e.n) filter (where e.event = 'START') as began,
          min(e.n) filter (where e.applied and sync_is_terminal(e.to_status)) as ended
        from sync_runs r join sync_run_events e on e.run_id = r.id group by r.id
      )
      select a.source, a.id as one, b.id as other from spans a
        join spans b on (a.source, a.account) = (b.source, b.account) and a.began < b.began
      where a.ended is null or a.ended > b.began`);
    return rows;
  });
}

test.describe("Check 5 · the seed's race", () => {
  test("F14 · pressed twenty times while the work of the answered call comes to its end: 202 or 409, never two of one source, and then at once", async ({
    home,
    gates,
    server,
    stage,
  }) => {
    const syncAll = home.getByTestId("sync-all").first();
    const answers: { readonly status: number; readonly outcomes: readonly string[] }[] = [];
    // The answer is read before the page has it: whatever the page does then comes after.
    await home.route("**/sync-command-center", async (route) => {
      const response = await route.fetch();
      const { runs } = (await response.json()) as { readonly runs: readonly { readonly outcome: string }[] };
      answers.push({ status: response.status(), outcomes: runs.map(({ outcome }) => outcome) });
      await route.fulfill({ response });
    });
    const press = async () => {
      const before = answers.length;
      await expect(syncAll).not.toHaveAttribute("aria-busy", "true");
      await syncAll.click();
      await expect.poll(() => answers.length, { intervals: [20] }).toBeGreaterThan(before);
      expect(await overlaps(stage.database.adminUrl)).toEqual([]);
    };
    const everything = { status: 202, outcomes: names.map(() => "started") };

    // A day's changes are a page or two for each source.
    await home.getByTestId("range").first().click();
    await home.getByTestId("range-today").first().click();
    for (const gate of gates) gate.close();
    await press();
    expect(answers).toEqual([everything]);
    // The finish lies among the presses: there are no fewer than twenty, and as many as it takes to have seen it.
    const begunAgain = () => answers.slice(1).some(({ outcomes }) => outcomes.includes("started"));
    for (let pressed = 1; pressed <= 20 || !begunAgain(); pressed += 1) {
      if (pressed === 14) for (const gate of gates) gate.open();
      await press();
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 409]));

    // When all is over, the next press starts all four.
    const choice = home.getByTestId("conflict-page");
    await expect
      .poll(
        async () => {
          // What is in the way and completes would be started anew by the page itself.
          if (await choice.isVisible()) await choice.getByTestId("conflict-keep").click();
          return (await server.client.runs({ active: true })).runs.length;
        },
        { timeout: 60_000 },
      )
      .toBe(0);
    await expect(choice).toHaveCount(0);
    await press();
    expect(answers.at(-1)).toEqual(everything);
  });
});
