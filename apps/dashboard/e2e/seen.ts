import type { Page } from "@playwright/test";

type Deficiency = "none" | "deuteranopia" | "achromatopsia";

/** Shows the page as somebody with this deficiency sees it. */
export async function seenWith(page: Page, type: Deficiency): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setEmulatedVisionDeficiency", { type });
  await session.detach();
}

/** The luminances (0 to 1, by WCAG) of a picture's middle row, at these shares of its width. */
export async function luminancesOf(page: Page, png: Buffer, shares: readonly number[]): Promise<readonly number[]> {
  return await page.evaluate(
    async ({ data, shares }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext("2d") as CanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      return shares.map((share) => {
        const { data: pixel } = context.getImageData(
          Math.floor(image.width * share),
          Math.floor(image.height / 2),
          1,
          1,
        );
        const [r = 0, g = 0, b = 0] = [...pixel].map((value) => {
          const channel = value / 255;
          return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      });
    },
    { data: png.toString("base64"), shares: [...shares] },
  );
}

/** WCAG's contrast of two luminances. */
export function contrastOf(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** What reaches out of the page to the side, or out of the box that it belongs to; one line each. */
export async function overflowsOf(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page scrolls: ${root.scrollWidth} > ${root.clientWidth}`);
    const boxes = document.querySelectorAll('[data-testid="scene"], article, dialog[open], main > section');
    for (const box of boxes) {
      const { left, right } = box.getBoundingClientRect();
      for (const inside of box.querySelectorAll("*")) {
        const rect = inside.getBoundingClientRect();
        // What only screen readers meet is a pixel wide; what scrolls in a box of its own may be as wide as it likes.
        if (
          rect.width <= 1 ||
          inside.closest(".sr-only, [class*='overflow-x-auto'] *, .sincro-chart *, dialog") !== box.closest("dialog")
        )
          continue;
        if (rect.left < left - 1 || rect.right > right + 1)
          found.push(`<${inside.tagName.toLowerCase()}> «${inside.textContent?.slice(0, 30)}» reaches out of its box`);
      }
    }
    return found;
  });
}
