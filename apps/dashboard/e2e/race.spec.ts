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

/** Two minutes of pages would be a test of patience: a day's changes are a few pages for each source. */
test.describe("Check 5 · the seed's race", () => {
  test("F14 · pressed twenty times while the work of the answered call comes to its end: 202 or 409, never two of one source, and then at once", async ({
    home,
    gates,
    server,
    stage,
  }) => {
    test.slow();
    const syncAll = home.getByTestId("sync-all").first();
    const answers: { readonly status: number; readonly outcomes: readonly string[] }[] = [];
    const asked: Promise<unknown>[] = [];
    home.on("response", (response) => {
      if (response.request().method() !== "POST") return;
      asked.push(
        response.json().then(({ runs }) => {
          const outcomes = (runs as { readonly outcome: string }[]).map(({ outcome }) => outcome);
          answers.push({ status: response.status(), outcomes });
        }),
      );
    });
    const active = async () => (await server.client.runs({ active: true })).runs;
    const answered = async (n: number) => {
      await expect.poll(() => answers.length).toBeGreaterThanOrEqual(n);
      await expect(syncAll).not.toHaveAttribute("aria-busy", "true");
    };

    for (const gate of gates) gate.close();
    await syncAll.click();
    await answered(1);
    expect(answers[0]).toEqual({ status: 202, outcomes: names.map(() => "started") });
    // The finish lies among the presses: there are no fewer than twenty, and as many as it takes to have seen it.
    const begunAgain = () => answers.slice(1).some(({ outcomes }) => outcomes.includes("started"));
    for (let press = 1; press <= 20 || !begunAgain(); press += 1) {
      if (press === 6) for (const gate of gates) gate.open();
      const before = answers.length;
      await syncAll.click();
      await answered(before + 1);
    }
    console.log(Date.now() % 1000000, answers.map(({ outcomes }) => outcomes.map((one) => one[0]).join("")).join(" "), (await active()).map((r) => [r.source, r.status, r.yield_reason, r.slice, r.due_at].join(" ")).join("; "));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 409]));

    // When all is over, the next press starts all four.
    await expect
      .poll(
        async () => {
          const keep = home.getByTestId("conflict-page").getByTestId("conflict-keep");
          if (await keep.isVisible()) await keep.click();
          return (await active()).length;
        },
        { timeout: 60_000 },
      )
      .toBe(0);
    await expect(home.getByTestId("conflict-page")).toHaveCount(0);
    const before = answers.length;
    await syncAll.click();
    await answered(before + 1);
    expect(answers.at(-1)).toEqual({ status: 202, outcomes: names.map(() => "started") });
    await Promise.all(asked);
    expect(await overlaps(stage.database.adminUrl)).toEqual([]);
  });
});
