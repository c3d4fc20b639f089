import type { Page } from "@playwright/test";

/** What a card showed at a moment. */
export interface Shown {
  readonly status: string;
  readonly records: string;
  /** The bar's fraction; null where it has none. */
  readonly value: number | null;
  readonly max: number | null;
  readonly isPercent: boolean;
}

/** Everything that a card shows from now on, whenever it changes; the first is what it shows now. */
export async function watchCard(page: Page, source: string): Promise<() => Promise<readonly Shown[]>> {
  await page.getByTestId(`card-${source}`).evaluate((card) => {
    const shown: unknown[] = [];
    const look = () => {
      const bar = card.querySelector("progress");
      const number = (name: string) => (bar?.hasAttribute(name) ? Number(bar.getAttribute(name)) : null);
      const words = `${card.textContent} ${bar?.getAttribute("aria-valuetext") ?? ""}`;
      shown.push({
        status: card.getAttribute("data-status"),
        records: card.querySelector('[data-testid="records"]')?.textContent,
        value: number("value"),
        max: number("max"),
        isPercent: words.includes("%"),
      });
    };
    look();
    new MutationObserver(look).observe(card, { attributes: true, childList: true, characterData: true, subtree: true });
    Object.assign(window, { shown });
  });
  return () => page.evaluate(() => (window as unknown as { shown: Shown[] }).shown);
}
