import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { RunAnswer } from "@sincro/client";
import { oneOfEach } from "./one-of-each.ts";
import { expect, runningInMidPage, runsOf, test } from "./stack.ts";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Lets the page read another answer than the server's, for what no server of this version would say. */
async function reads(page: Page, change: (answer: RunAnswer) => unknown): Promise<void> {
  await page.route(/\/sync-runs\/[0-9a-f-]{36}/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change((await response.json()) as RunAnswer) });
  });
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test("time travel: a time pressed moves the diagram; keys walk; the banner and Esc lead back to now", async ({
  home,
  stage,
  server,
}) => {
  const { cancelled } = await oneOfEach(stage.database.adminUrl);
  await home.goto(`${server.origin}/runs/${cancelled}`);
  const ringed = home.getByTestId("chart").locator("[data-active]");
  const taken = home.getByTestId("chart").locator("[data-taken]");
  const banner = home.getByTestId("travel-banner");
  const selected = home.locator('[data-testid="step-time"][aria-pressed="true"]');
  await expect(ringed).toHaveAttribute("data-state", "cancelled");
  await expect(home.getByTestId("step")).toHaveCount(6);
  await expect(banner).toHaveCount(0);

  const commit = home.locator('[data-event="COMMIT"][data-applied="true"]').getByTestId("step-time");
  await commit.click();
  await expect(ringed).toHaveAttribute("data-state", "running");
  await expect(banner).toContainText(`Estás viendo las ${await commit.textContent()}`);
  await expect(selected).toHaveCount(1);
  await expect(taken).toHaveCount(3);
  await expect(home).toHaveURL(/[?&]t=/);

  // The time has the focus, and it stands in the table. START and CLAIM came in one transaction: they are one moment.
  await home.keyboard.press("ArrowLeft");
  await expect(taken).toHaveCount(2);
  await expect(home.getByTestId("travel-back")).toBeDisabled();
  await home.keyboard.press("ArrowLeft");
  await expect(taken).toHaveCount(2);
  await home.getByTestId("chart").focus();
  await home.keyboard.press("ArrowRight");
  await expect(taken).toHaveCount(3);
  await home.keyboard.press("Escape");
  await expect(banner).toHaveCount(0);
  await expect(ringed).toHaveAttribute("data-state", "cancelled");
  await expect(home).not.toHaveURL(/[?&]t=/);
  await expect(home.getByTestId("chart")).toBeFocused();

  await home.getByTestId("travel-back").click();
  await expect(banner).toBeVisible();
  await expect(home.getByTestId("polite")).toContainText("Estás viendo las");
  await home.getByTestId("travel-now").click();
  await expect(banner).toHaveCount(0);
  await expect(home.getByTestId("travel-back")).toBeFocused();
  // «Atrás» leaves the present for the moment that was looked at last.
  await home.goBack();
  await expect(banner).toBeVisible();
});

test("a link to a moment opens the same moment in both languages; one that is none opens now", async ({
  home,
  stage,
  server,
}) => {
  const { failed } = await oneOfEach(stage.database.adminUrl);
  const { events } = await server.client.run(failed);
  const second = events.find(({ event }) => event === "CLAIM");
  const link = `${server.origin}/runs/${failed}?t=${encodeURIComponent(second?.at ?? "")}`;
  const seen: unknown[] = [];
  for (const [language, word] of [
    ["es", "En ejecución"],
    ["en", "Running"],
  ]) {
    await home.goto(`${link}&lang=${language}`);
    await expect(home.locator("html")).toHaveAttribute("lang", language ?? "");
    await expect(home.getByTestId("travel-banner")).toBeVisible();
    await expect(home.getByTestId("chart").locator("[data-active]")).toContainText(word ?? "");
    await expect(home.locator('[aria-pressed="true"]').getByRole("time")).toHaveCount(1);
    seen.push({
      active: await home.getByTestId("chart").locator("[data-active]").getAttribute("data-state"),
      taken: await home
        .getByTestId("chart")
        .locator("[data-taken]")
        .evaluateAll((all) => all.map((one) => one.getAttribute("data-edge"))),
      moment: await home
        .locator('[data-testid="step-time"][aria-pressed="true"] time')
        .evaluateAll((all) => all.map((one) => one.getAttribute("datetime"))),
      id: await home.locator("[data-active] .id").textContent(),
    });
  }
  expect(seen[0]).toEqual(seen[1]);
  expect(seen[0]).toMatchObject({
    active: "running",
    taken: expect.arrayContaining(["idle:START:running", "running:CLAIM:running"]),
    moment: [new Date(second?.at ?? 0).toISOString()],
  });
  await home.goto(`${server.origin}/runs/${failed}?t=ayer`);
  await expect(home.getByTestId("chart").locator("[data-active]")).toHaveAttribute("data-state", "failed");
  await expect(home.getByTestId("travel-banner")).toHaveCount(0);
});

test("F23 · a status that the machine does not know, and a step that it has not, are shown loudly", async ({
  home,
  stage,
  server,
}) => {
  const { completed } = await oneOfEach(stage.database.adminUrl);
  await reads(home, (answer) => {
    const last = answer.events.at(-1);
    const by = { ...last, n: (last?.n ?? 0) + 1, event: "CANCEL", from_status: "completed", to_status: "canceled" };
    return {
      ...answer,
      run: { ...answer.run, status: "canceled", version: answer.run.version + 1 },
      events: [...answer.events, by],
    };
  });
  await home.goto(`${server.origin}/runs/${completed}`);
  const diagram = home.getByTestId("chart");
  const unknown = diagram.locator('[data-unknown="canceled"]');
  await expect(unknown).toContainText("estado no reconocido: canceled");
  await expect(diagram.locator("[data-active]")).toHaveCount(1);
  await expect(unknown).toHaveAttribute("data-active");
  const illegal = diagram.locator('[data-illegal="completed:CANCEL:canceled"]');
  await expect(illegal).toContainText("este paso no está en la máquina");
  for (const line of [unknown.locator(".box"), illegal.locator(".line")]) {
    await expect(line).not.toHaveCSS("stroke-dasharray", "none");
  }
  await expect(home.locator('[data-event="CANCEL"]')).toContainText("no está en la máquina");
  await expect(diagram.getByRole("img")).toHaveAccessibleDescription(
    /Pasos que no están en la máquina: Completado → CANCEL → estado no reconocido: canceled/,
  );
});

test("a long history shows its beginning and its end until asked; a batch that came too late says so; the row can be copied", async ({
  home,
  stage,
  server,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { cancelled } = await oneOfEach(stage.database.adminUrl);
  await home.goto(`${server.origin}/runs/${cancelled}`);
  const batches = home.getByTestId("batches").getByTestId("batch");
  await expect(batches).toHaveCount(2);
  await expect(home.getByTestId("batches").locator('[data-applied="false"]')).toContainText("rechazado");
  await expect(home.locator('[data-event="CANCEL"]')).toContainText("se pidió");
  await expect(home.locator('[data-event="COMMIT"][data-applied="false"]')).toContainText("ya no tenía permiso");
  await home.getByTestId("run-data").locator("summary").click();
  await home.getByTestId("run-data").getByRole("button").click();
  const copied = JSON.parse(await home.evaluate(() => navigator.clipboard.readText()));
  expect(copied).toEqual((await server.client.run(cancelled)).run);

  await reads(home, (answer) => {
    const [first, second, third] = answer.events;
    const many = Array.from({ length: 234 }, (_, n) => ({ ...third, n: n + 3 }));
    return { ...answer, events: [first, second, ...many, { ...answer.events.at(-1), n: 237 }] };
  });
  await home.reload();
  await expect(home.getByTestId("step")).toHaveCount(23);
  await home.getByTestId("more-steps").click();
  await expect(home.getByTestId("step")).toHaveCount(237);
});

test("the run in view stands on the first page, and leads to its own", async ({ home, stage, server }) => {
  await expect(home.getByTestId("run")).toHaveCount(0);
  await runningInMidPage(home, stage);
  const [run] = await runsOf(server);
  await expect(home.getByTestId("run")).toHaveAttribute("data-status", "running");
  await expect(home.getByTestId("chart").locator("[data-active]")).toHaveAttribute("data-state", "running");
  await home.getByTestId("run-link").click();
  await expect(home).toHaveURL(`${server.origin}/runs/${run?.id}`);
  await expect(home.getByTestId("run-data")).toBeVisible();
  await home.getByTestId("run-cancel").click();
  await home.getByTestId("cancel-yes").click();
  stage.fake.gate.open();
  await expect(home.getByTestId("chart").locator("[data-active]")).toHaveAttribute("data-state", "cancelled");
  await expect(home.locator('[data-edge="active:CANCEL:cancelled"]')).toHaveAttribute("data-taken", "1");
  await expect(home.getByTestId("run-resume")).toBeVisible();
});

test("on a phone the diagram comes when asked for, and the page scrolls in one direction only", async ({
  home,
  stage,
  server,
}) => {
  const { stale } = await oneOfEach(stage.database.adminUrl);
  await home.setViewportSize({ width: 320, height: 700 });
  await home.goto(`${server.origin}/runs/${stale}`);
  await expect(home.getByTestId("step").first()).toBeVisible();
  await expect(home.getByTestId("chart")).toHaveCount(0);
  const show = home.getByTestId("show-chart");
  await expect(show).toHaveAttribute("aria-expanded", "false");
  await show.click();
  // The diagram is wider than the phone: what it is about is in sight.
  await home.getByTestId("chart").evaluate((box) => box.scrollIntoView({ block: "center" }));
  await expect(home.getByTestId("chart").locator("[data-active] .box")).toBeInViewport({ ratio: 0.99 });
  await home.getByTestId("run-data").locator("summary").click();
  expect(await overflow(home)).toBeLessThanOrEqual(0);
  await show.click();
  await expect(home.getByTestId("chart")).toHaveCount(0);
});

test("nothing on a run's page moves by itself when motion is not wanted, nor in a history that is over", async ({
  home,
  stage,
  server,
}) => {
  const ids = await oneOfEach(stage.database.adminUrl);
  const moving = () => home.evaluate(() => document.getAnimations().length);
  await home.emulateMedia({ reducedMotion: "no-preference" });
  await home.goto(`${server.origin}/runs/${ids.completed}`);
  await expect(home.getByTestId("step").first()).toBeVisible();
  await expect.poll(moving).toBe(0);
  await home.emulateMedia({ reducedMotion: "reduce" });
  await home.goto(`${server.origin}/runs/${ids.running}`);
  await expect(home.getByTestId("step").first()).toBeVisible();
  await expect.poll(moving).toBe(0);
});

for (const language of ["es", "en"] as const) {
  for (const theme of ["claro", "oscuro"] as const) {
    test(`axe finds nothing on a run's page: live, over, time travel, not known, phone (${language}, ${theme})`, {
      tag: "@slow",
    }, async ({ home, stage, server }) => {
      const ids = await oneOfEach(stage.database.adminUrl);
      const { events } = await server.client.run(ids.stale);
      const look = `lang=${language}&tema=${theme}`;
      const clean = async (state: string) => {
        await expect(home.getByTestId("step").first()).toBeVisible();
        const { violations } = await new AxeBuilder({ page: home }).withTags(tags).analyze();
        expect(violations.map(({ id, nodes }) => `${state}: ${id} ${nodes[0]?.target.join(" ")}`)).toEqual([]);
      };
      await home.emulateMedia({ reducedMotion: "reduce" });
      await home.goto(`${server.origin}/runs/${ids.running}?${look}`);
      await clean("live");
      await home.goto(`${server.origin}/runs/${ids.cancelled}?${look}`);
      await home.getByTestId("run-data").locator("summary").click();
      await clean("over");
      await home.goto(`${server.origin}/runs/${ids.stale}?${look}&t=${encodeURIComponent(events[1]?.at ?? "")}`);
      await expect(home.getByTestId("travel-banner")).toBeVisible();
      await clean("time travel");
      await home.setViewportSize({ width: 320, height: 700 });
      await home.getByTestId("show-chart").click();
      await clean("phone");
      await home.setViewportSize({ width: 1280, height: 900 });
      await reads(home, (answer) => ({
        ...answer,
        run: { ...answer.run, status: "canceled", version: answer.run.version + 1 },
      }));
      await home.goto(`${server.origin}/runs/${ids.completed}?${look}`);
      await expect(home.locator('[data-unknown="canceled"]')).toBeVisible();
      await clean("not known");
    });
  }
}
