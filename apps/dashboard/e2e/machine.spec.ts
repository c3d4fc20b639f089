import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Page } from "@playwright/test";
import { chart, type SyncRunEvent, states, statuses } from "@sincro/machine";
import { type AnotherPage, pageOf } from "./another-machine.ts";
import { oneOfEach } from "./one-of-each.ts";
import { expect, runningInMidPage, runsOf, test } from "./stack.ts";

/** What the page drew. */
async function drawn(page: Page) {
  const diagram = page.getByTestId("chart");
  await expect(diagram.locator("svg[role=img]")).toBeVisible();
  const values = (attribute: string) =>
    diagram
      .locator(`[${attribute}]`)
      .evaluateAll((all, name) => all.map((one) => one.getAttribute(name) ?? "").sort(), attribute);
  return { states: await values("data-state"), edges: await values("data-edge") };
}

const sorted = (values: readonly string[]) => [...values].sort();

/** The arrows of a history, worked out from the machine's edges alone. */
function arrowsIn(events: readonly SyncRunEvent[]): readonly string[] {
  const steps = events.filter(({ applied }) => applied);
  const ids = steps.map(({ event, from_status, to_status }) => {
    const froms = [from_status ?? "idle", "active"];
    const edge = chart.edges.find((one) => one.event === event && one.to === to_status && froms.includes(one.from));
    return edge?.id ?? `no edge for ${from_status} ${event} ${to_status}`;
  });
  return sorted([...new Set(ids)]);
}

test("the diagram is the machine: its states and arrows, once each, and none besides", async ({
  home,
  stage,
  server,
}) => {
  await runningInMidPage(home, stage);
  const [run] = await runsOf(server);
  await home.goto(`${server.origin}/runs/${run?.id}`);
  const { states: boxes, edges } = await drawn(home);
  expect(boxes).toEqual(sorted(chart.nodes.map(({ id }) => id)));
  expect(edges).toEqual(sorted(chart.edges.map(({ id }) => id)));
});

test("in every status the ringed state is the row's, and the arrows taken are the history's", async ({
  home,
  stage,
  server,
}) => {
  const ids = await oneOfEach(stage.database.adminUrl);
  const ringed = home.getByTestId("chart").locator("[data-active]");
  for (const status of statuses) {
    const { run, events } = await server.client.run(ids[status]);
    expect(run.status).toBe(status);
    await home.goto(`${server.origin}/runs/${run.id}`);
    await expect(ringed).toHaveCount(1);
    await expect(ringed).toHaveAttribute("data-state", status);
    await expect(home.getByTestId("step")).toHaveCount(events.length);
    const taken = await home
      .getByTestId("chart")
      .locator("[data-taken]")
      .evaluateAll((all) => all.map((one) => one.getAttribute("data-edge") ?? "").sort());
    expect(taken, status).toEqual(arrowsIn(events));
  }
  // `idle` is never stored: a scope is idle before its run began.
  await home.goto(`${server.origin}/runs/${ids.completed}?t=2020-01-01T00:00:00Z`);
  await expect(ringed).toHaveAttribute("data-state", "idle");
  expect(states).toHaveLength(statuses.length + 1);
});

test.describe("another machine", () => {
  let other: AnotherPage;
  test.beforeAll(async () => {
    other = await pageOf({
      "machine.ts": [
        ["        continuing: {},", '        continuing: { on: { HOLD: "paused" } as never },\n        paused: {},'],
      ],
      "status.ts": [
        ['["idle", "running", "continuing", ', '["idle", "running", "continuing", "paused", '],
        ['activeStatuses = ["running", "continuing"]', 'activeStatuses = ["running", "continuing", "paused"]'],
      ],
    });
  });
  test.afterAll(() => other.remove());

  test("a state added to the machine appears, with its arrows, without a change of the page's code", async ({
    home,
    stage,
    server,
  }) => {
    await runningInMidPage(home, stage);
    const [run] = await runsOf(server);
    const types: Record<string, string> = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };
    await home.route(`${server.origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname.startsWith("/functions/")) return route.continue();
      const name = extname(pathname) === "" ? "index.html" : pathname;
      const contentType = types[extname(name)] ?? "application/octet-stream";
      return route.fulfill({ body: await readFile(join(other.dist, name)), contentType });
    });
    await home.goto(`${server.origin}/runs/${run?.id}`);
    const { states: boxes, edges } = await drawn(home);
    expect(boxes).toEqual(sorted(other.chart.nodes.map(({ id }) => id)));
    expect(edges).toEqual(sorted(other.chart.edges.map(({ id }) => id)));
    expect(boxes.filter((id) => !chart.nodes.some((node) => node.id === id))).toEqual(["paused"]);
    expect(edges).toEqual(expect.arrayContaining(["continuing:HOLD:paused", "paused:CLAIM:running"]));
    await expect(home.locator('[data-state="paused"]')).toContainText("paused");
  });
});

test("every word fits in its box, in both languages", async ({ home, stage, server }) => {
  await runningInMidPage(home, stage);
  const [run] = await runsOf(server);
  const { events } = await server.client.run(run?.id ?? "");
  for (const language of ["es", "en"]) {
    // In time travel the longest words stand in the boxes.
    await home.goto(`${server.origin}/runs/${run?.id}?lang=${language}&t=${encodeURIComponent(events[1]?.at ?? "")}`);
    await drawn(home);
    await home.evaluate(() => document.fonts.ready);
    const outside = await home.getByTestId("chart").evaluate((diagram) => {
      const found: string[] = [];
      let looked = 0;
      for (const text of diagram.querySelectorAll<SVGTextElement>("text")) {
        const box =
          text.closest("[data-state]")?.querySelector("rect.box, rect.frame") ??
          text.parentElement?.querySelector("rect");
        const [inner, outer] = [text.getBoundingClientRect(), box?.getBoundingClientRect()];
        looked += 1;
        const fits =
          outer && inner.left >= outer.left + 1 && inner.right <= outer.right - 1 && inner.bottom <= outer.bottom + 1;
        if (!fits) found.push(text.textContent ?? "");
      }
      return { found, looked };
    });
    expect(outside.found, language).toEqual([]);
    expect(outside.looked).toBeGreaterThan(20);
  }
});
