import type { Page } from "@playwright/test";
import { expect } from "./stack.ts";

interface Stop {
  readonly name: string;
  readonly isBody: boolean;
  /** How wide the ring around it is, in CSS pixels; 0 for none. */
  readonly ring: number;
}

/** Where the focus is, and how it is shown. */
async function focusOf(page: Page): Promise<Stop> {
  return await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      name: element.dataset.testid ?? `<${element.tagName.toLowerCase()}> ${element.textContent?.slice(0, 30)}`,
      isBody: element === document.body,
      ring: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth),
    };
  });
}

/** The focus is somewhere, and is seen there. */
export async function expectSeenFocus(page: Page, after: string): Promise<string> {
  const { name, isBody, ring } = await focusOf(page);
  expect(isBody, `the focus is lost after ${after}`).toBe(false);
  expect(ring, `the ring around ${name}, after ${after}`).toBeGreaterThanOrEqual(2);
  return name;
}

/** Presses a key, and makes sure that the focus can be seen after it. */
export async function press(page: Page, key: string): Promise<string> {
  await page.keyboard.press(key);
  return await expectSeenFocus(page, key);
}

/** Goes on with Tab until the focus is on something; answers how often it was pressed. */
export async function tabTo(page: Page, testId: string, most: number): Promise<number> {
  for (let pressed = 1; pressed <= most; pressed += 1) {
    if ((await press(page, "Tab")) === testId) return pressed;
  }
  throw new Error(`${most} times Tab did not lead to ${testId}`);
}
