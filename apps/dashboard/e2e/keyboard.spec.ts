import { expect, fourHeld, live, names, test } from "./four.ts";
import { expectSeenFocus, press, tabTo } from "./keyboard.ts";
import { runsOf } from "./stack.ts";

test("by keyboard alone: skip link, sync all, the choice in the notices, cancel and restart", async ({
  home,
  gates,
  server,
}) => {
  await press(home, "Tab");
  await expect(home.locator(":focus")).toHaveText("Saltar al contenido");
  await press(home, "Enter");
  await expect(home.getByRole("main")).toBeFocused();
  await fourHeld(home, gates, () => home.keyboard.press("s"));
  const before = await runsOf(server);
  await press(home, "s");
  await expect(home.getByTestId("conflict-corner")).toBeVisible();
  await press(home, "Alt+t");
  expect(await tabTo(home, "conflict-restart", 3)).toBeLessThanOrEqual(3);
  await home.keyboard.press("Enter");
  await expect(home.getByTestId("conflict-corner")).toHaveCount(0);
  await expectSeenFocus(home, "a restart that closed the choice");
  await expect
    .poll(async () =>
      (await runsOf(server))
        .filter(({ status }) => live.test(status))
        .map(({ source }) => source)
        .sort(),
    )
    .toEqual([...names].sort());
  const now = await runsOf(server);
  expect(now).toHaveLength(2 * before.length);
  expect(before.every(({ id }) => now.find((run) => run.id === id)?.status === "cancelled")).toBe(true);
});

test("by keyboard alone: cancel all, first thought better of", async ({ home, gates, server }) => {
  await fourHeld(home, gates, () => home.keyboard.press("s"));
  await tabTo(home, "cancel-all", 12);
  await press(home, "Enter");
  await expect(home.getByTestId("cancel-no")).toBeFocused();
  expect(await press(home, "Escape")).toBe("cancel-all");
  expect((await runsOf(server)).every(({ status }) => live.test(status))).toBe(true);
  // The letter does the same as the button, and Ctrl+Enter the same as its answer.
  await home.keyboard.press("x");
  await expect(home.getByTestId("cancel-no")).toBeFocused();
  expect(await press(home, "Tab")).toBe("cancel-yes");
  await home.keyboard.press("Control+Enter");
  for (const name of names) await expect(home.getByTestId(`card-${name}`)).toHaveAttribute("data-status", "cancelled");
  await expect(home.getByRole("dialog")).toHaveCount(0);
  expect(await expectSeenFocus(home, "the answer")).toBe("cancel-all");
  // The receipt is closed, and the focus goes on from the page's main part.
  await home.getByTestId("notice-cancel").getByRole("button").focus();
  await press(home, "Enter");
  await expect(home.getByTestId("notice-cancel")).toHaveCount(0);
  await expect(home.getByRole("main")).toBeFocused();
});

test("by keyboard alone: every stop of the page can be seen, from the first to the last", async ({ home, gates }) => {
  await fourHeld(home, gates, () => home.keyboard.press("s"));
  const stops: string[] = [];
  while (stops.at(-1) !== "shortcuts" && stops.length < 80) stops.push(await press(home, "Tab"));
  expect(stops.at(-1)).toBe("shortcuts");
  // In the order of the page: header, cards, results; a card itself is no stop.
  const order = [
    "connection",
    "clean-stuck",
    "cancel-all",
    "sync-all",
    "range",
    ...names.map((name) => `act-${name}`),
    "filter-all",
    "result-link",
  ];
  expect(stops.filter((name, at) => order.includes(name) && stops.indexOf(name) === at)).toEqual(order);
  expect(stops.some((name) => name.startsWith("card-"))).toBe(false);
});

test("by keyboard alone: rows by j, k and Enter, a source's run by its number, the sheet of keys", async ({
  home,
  gates,
  server,
}) => {
  await fourHeld(home, gates, () => home.keyboard.press("s"));
  const rows = home.getByTestId("result-link");
  await expect(rows).toHaveCount(4);
  await press(home, "j");
  await expect(rows.nth(0)).toBeFocused();
  await press(home, "j");
  await expect(rows.nth(1)).toBeFocused();
  await press(home, "k");
  await expect(rows.nth(0)).toBeFocused();
  const first = await home.getByTestId("result").first().getAttribute("data-run");
  await home.keyboard.press("Enter");
  await expect(home).toHaveURL(new RegExp(`/runs/${first}`));
  await home.goBack();
  await expect(rows).toHaveCount(4);
  await home.keyboard.press("3");
  const third = (await runsOf(server)).find(({ source }) => source === "ghl");
  await expect(home).toHaveURL(new RegExp(`/runs/${third?.id}`));
  // What closes gives the focus back to where it came from.
  await home.keyboard.press("Escape");
  await expect(rows.nth(0)).toBeFocused();
  await press(home, "?");
  await expect(home.getByTestId("shortcut-sheet")).toBeVisible();
  expect(await press(home, "Escape")).toBe("result-link");
});
