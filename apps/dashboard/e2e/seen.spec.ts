import type { Page } from "@playwright/test";
import { everyState, inEveryState, looks, openGallery, visit } from "./gallery.ts";
import { expect, test } from "./gallery-page.ts";
import { contrastOf, luminancesOf, overflowsOf, seenWith } from "./seen.ts";

const look = { lang: "es", tema: "claro" } as const;
const at = (piece: string, state: string) => ({ piece, state });

/** What a card's badge shows: its word, the paths of its icon, its border. */
async function badgeOf(page: Page) {
  return await page.locator("article [data-phase]").evaluate((badge) => ({
    phase: badge.getAttribute("data-phase"),
    word: badge.textContent?.trim() ?? "",
    icon: badge.querySelector("svg")?.innerHTML ?? "",
    visible: (badge as HTMLElement).checkVisibility(),
  }));
}

test("every status has a word and an icon of its own", async ({ page, origin }) => {
  await openGallery(page, origin);
  const words = new Map<string, string>();
  for (const state of everyState.filter(({ piece, state }) => piece === "source-card" && state !== "loading")) {
    await visit(page, state, look);
    const { word, icon, visible } = await badgeOf(page);
    expect(visible && word !== "" && icon.includes("<"), `${state.state}: ${word}`).toBe(true);
    // The same word always has the same icon …
    expect(words.get(word) ?? icon, word).toBe(icon);
    words.set(word, icon);
  }
  // … and no two words share one.
  expect(words.size).toBe(10);
  expect(new Set(words.values()).size).toBe(words.size);
});

const eyes = [
  { name: "deuteranopia", see: (page: Page) => seenWith(page, "deuteranopia") },
  { name: "achromatopsia", see: (page: Page) => seenWith(page, "achromatopsia") },
  { name: "forced colours", see: (page: Page) => page.emulateMedia({ forcedColors: "active" }) },
];

for (const { name, see } of eyes) {
  test(`a fifth and four fifths of the way differ, under ${name}, in light and dark`, async ({ page, origin }) => {
    await openGallery(page, origin);
    await see(page);
    for (const { lang, tema } of looks.filter(({ lang }) => lang === "es")) {
      const middles: Record<string, number> = {};
      for (const state of ["aFifth", "fourFifths"]) {
        await visit(page, at("progress-bar", state), { lang, tema });
        const png = await page.locator("progress").screenshot();
        const [start = 0, middle = 0, end = 0] = await luminancesOf(page, png, [0.1, 0.5, 0.9]);
        // What is done can be told from what is not, as WCAG asks of graphics.
        expect(contrastOf(start, end), `${state}, ${tema}`).toBeGreaterThanOrEqual(3);
        middles[state] = middle;
      }
      expect(contrastOf(middles.aFifth ?? 0, middles.fourFifths ?? 0), tema).toBeGreaterThanOrEqual(3);
    }
  });
}

test("with reduced motion nothing moves, in any state", { tag: "@slow" }, async ({ page, origin }) => {
  await openGallery(page, origin);
  const moving = () =>
    page.evaluate(() =>
      document.getAnimations().map((animation) => String(animation.effect?.getComputedTiming().duration)),
    );
  expect(await inEveryState(page, look, moving)).toEqual([]);
  // The same page does move where nobody asked for less: what was looked at can be seen.
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await visit(page, at("source-card", "runningUnknownTotal"), look);
  expect(await moving()).not.toEqual([]);
});

const narrow = [
  { name: "320 px", width: 320, text: "" },
  { name: "200 % text", width: 1280, text: "200%" },
  { name: "200 % text on a phone of 390 px", width: 390, text: "200%" },
];

for (const { name, width, text } of narrow) {
  test(`${name}: the page scrolls in one direction, and nothing reaches out of its box, in any state`, {
    tag: "@slow",
  }, async ({ page, origin }) => {
    await page.setViewportSize({ width, height: 800 });
    await openGallery(page, origin);
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = size;
    }, text);
    for (const lang of ["es", "en"] as const) {
      expect(await inEveryState(page, { lang, tema: "claro" }, () => overflowsOf(page))).toEqual([]);
    }
  });
}

for (const width of [320, 1280]) {
  test(`a card does not jump when it comes, at ${width} px`, async ({ page, origin }) => {
    await page.setViewportSize({ width, height: 800 });
    await openGallery(page, origin);
    const heights = new Set<number>();
    for (const state of ["loading", "never", "running", "completed"]) {
      await visit(page, at("source-card", state), look);
      const box = await page.locator('article, [data-testid="card-skeleton"]').boundingBox();
      heights.add(Math.round(box?.height ?? 0));
    }
    expect([...heights]).toHaveLength(1);
  });
}

for (const [width, columns] of [
  [1440, 4],
  [1120, 4],
  [1024, 2],
  [768, 2],
  [390, 1],
] as const) {
  test(`at ${width} px the cards stand in ${columns} columns, each name beside its badge`, async ({ page, origin }) => {
    await page.setViewportSize({ width, height: 900 });
    await openGallery(page, origin);
    for (const [lang, state] of [
      ["es", "running"],
      ["es", "demo"],
      ["en", "running"],
    ] as const) {
      await visit(page, at("home", state), { lang, tema: "claro" });
      const cards = await page.locator("article").evaluateAll((all) =>
        all.map((card) => {
          const [name, badge] = [card.querySelector("h3"), card.querySelector("[data-phase]")].map((part) =>
            part?.getBoundingClientRect(),
          );
          return { left: card.getBoundingClientRect().left, beside: (badge?.top ?? 0) < (name?.bottom ?? 0) };
        }),
      );
      expect(new Set(cards.map(({ left }) => left)).size).toBe(columns);
      expect(cards.map(({ beside }) => beside)).toEqual([true, true, true, true]);
    }
  });
}
