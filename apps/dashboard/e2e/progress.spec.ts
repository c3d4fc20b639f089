import { looking, objectsOf } from "../../cli/src/e2e/truth.fixture.ts";
import { expect, test } from "./four.ts";
import { ownRun } from "./own-worker.ts";
import { runsOf } from "./stack.ts";
import { watchCard } from "./watched.ts";

interface Saved {
  /** Records of all pages so far, by the history. */
  readonly records: number;
  /** How many of the run's records there are. */
  readonly rows: number;
  readonly total: number | null;
}

/** How far the newest run of a source is, by the database. */
async function savedBy(url: string, source: string): Promise<Saved> {
  const { rows } = await looking(url, (client) =>
    client.query<Saved>(
      `select r.total_expected::int as total,
        (select count(*)::int from sync_records s where s.run_id = r.id) as rows,
        (select coalesce(sum(e.records), 0)::int from sync_run_events e
          where e.run_id = r.id and e.event = 'COMMIT' and e.applied) as records
      from sync_runs r where r.source = $1 order by r.started_at desc limit 1`,
      [source],
    ),
  );
  return rows[0] ?? { records: 0, rows: 0, total: null };
}

test.describe("Check 6 · no lies about progress", () => {
  test("F2, F44 · no total: the bar has no value and the card no percent; with the page gone the run goes on, and ends with the database's numbers", async ({
    home,
    gates: [gate],
    server,
    stage,
  }) => {
    const card = home.getByTestId("card-stripe");
    await home.getByTestId("range").first().click();
    await home.getByTestId("range-full").first().click();
    await expect(home.getByTestId("sync-all").first()).toContainText("Todo el historial");
    gate.close();
    await home.getByTestId("act-stripe").click();
    await expect(card).toHaveAttribute("data-status", "running");
    const shown = await watchCard(home, "stripe");
    for (let page = 0; page < 5; page += 1) {
      await gate.untilHeld(1);
      gate.release();
    }
    await expect.poll(async () => (await savedBy(stage.database.url, "stripe")).records).toBeGreaterThan(0);
    const { records, total } = await savedBy(stage.database.url, "stripe");
    expect(total).toBeNull();
    await expect(card.getByTestId("records")).not.toHaveText("0");
    await expect(card.getByRole("progressbar")).toHaveCount(1);
    await expect(card.getByRole("progressbar")).not.toHaveAttribute("value");
    const all = await shown();
    expect(all.length).toBeGreaterThan(1);
    expect(all.filter(({ value, isPercent }) => value !== null || isPercent)).toEqual([]);

    // Only the server drives: with the page gone the run goes on.
    await home.goto("about:blank");
    gate.open();
    await expect.poll(async () => (await runsOf(server))[0]?.status, { timeout: 30_000 }).toBe("completed");
    await home.goto(server.origin);
    await expect(card).toHaveAttribute("data-status", "completed");
    const everything = objectsOf(stage.fake).length;
    expect(everything).toBeGreaterThan(records);
    expect(await savedBy(stage.database.url, "stripe")).toEqual({ records: everything, rows: everything, total: null });
    await expect(card.getByTestId("records")).toHaveText(new Intl.NumberFormat("es-MX").format(everything));
    await expect(card).not.toContainText("%");
    await expect(card).toContainText("Al día hasta");
  });

  test("F44 · a total is told: the bar is what the database has of it, never goes back, and is not full before the run is completed", async ({
    home,
    stage,
  }) => {
    const { adminUrl } = stage.database;
    const card = home.getByTestId("card-ghl");
    const bar = card.getByRole("progressbar");
    const run = await ownRun(adminUrl, "ghl");
    await expect(card).toHaveAttribute("data-status", "running");
    const shown = await watchCard(home, "ghl");
    // Before the first page nothing is known of it; the last page but one is the last record.
    const pages = [40, 1, 60, 139, 59, 1];
    const total = 300;
    const truths: string[] = [];
    await expect(bar).not.toHaveAttribute("value");
    for (const records of pages) {
      await run.commit(records, total);
      const saved = await savedBy(adminUrl, "ghl");
      expect(saved).toMatchObject({ rows: saved.records, total });
      const value = Math.min(saved.records, total - 1);
      truths.push(`${value}/${total}`);
      await expect(bar).toHaveAttribute("value", String(value));
      await expect(bar).toHaveAttribute("max", String(total));
    }
    expect(truths).toEqual(["40/300", "41/300", "101/300", "240/300", "299/300", "299/300"]);
    await expect(card).toHaveAttribute("data-status", "running");
    await run.send({ type: "COMPLETE" });
    await expect(card).toHaveAttribute("data-status", "completed");
    await expect(bar).toHaveAttribute("value", await bar.getAttribute("max").then(String));

    const all = await shown();
    const under = all.filter(({ status, value }) => status !== "completed" && value !== null);
    expect([...new Set(under.map(({ value, max }) => `${value}/${max}`))]).toEqual([...new Set(truths)]);
    const ways = all.flatMap(({ value, max }) => (value === null ? [] : [value / (max ?? 1)]));
    expect(ways).toEqual(ways.toSorted((a, b) => a - b));
    expect(all.filter(({ status, value, max }) => status !== "completed" && value !== null && value === max)).toEqual(
      [],
    );
    expect(ways.at(-1)).toBe(1);
    expect(all.some(({ isPercent }) => isPercent)).toBe(false);
  });
});
