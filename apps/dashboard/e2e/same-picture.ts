import type { Page } from "@playwright/test";

/** How far the two pictures are apart where they differ most, in levels of a channel; 255 when their sizes differ. */
export function greatestDifference(page: Page, ...pictures: readonly [Buffer, Buffer]): Promise<number> {
  const given = pictures.map((picture) => picture.toString("base64"));
  return page.evaluate(async (encoded) => {
    const read = async (text: string) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      canvas?.drawImage(bitmap, 0, 0);
      return canvas?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
    };
    const [a = new Uint8ClampedArray(), b = a] = await Promise.all(encoded.map(read));
    if (a.length === 0 || a.length !== b.length) return 255;
    return a.reduce((most, level, index) => Math.max(most, Math.abs(level - (b[index] ?? 0))), 0);
  }, given);
}
