import { readFileSync, writeFileSync } from "node:fs";
import { type Look, openGallery, visit } from "./gallery.ts";
import { expect, test } from "./gallery-page.ts";

/** Where the README's pictures are. They are written only when asked for: fonts differ from machine to machine. */
const folder = new URL("../../../docs/images/", import.meta.url);
const write = process.env.SINCRO_PICTURES === "write";

interface Picture {
  readonly name: string;
  readonly piece: string;
  readonly state: string;
  readonly look: Look;
  readonly size: { readonly width: number; readonly height: number };
}

const pictures: readonly Picture[] = [
  {
    name: "home",
    piece: "home",
    state: "mixed",
    look: { lang: "es", tema: "claro" },
    size: { width: 1440, height: 1000 },
  },
  {
    name: "cancel",
    piece: "home",
    state: "asking",
    look: { lang: "en", tema: "oscuro" },
    size: { width: 1440, height: 800 },
  },
  {
    name: "phone",
    piece: "home",
    state: "running",
    look: { lang: "es", tema: "oscuro" },
    size: { width: 390, height: 844 },
  },
  {
    name: "run",
    piece: "run-view",
    state: "timeTravel",
    look: { lang: "en", tema: "claro" },
    size: { width: 1440, height: 1140 },
  },
];

for (const { name, piece, state, look, size } of pictures) {
  test(`the picture docs/images/${name}.png is of the page as it is, the same each time`, async ({ page, origin }) => {
    await page.setViewportSize(size);
    await openGallery(page, origin);
    const taken: Buffer[] = [];
    // The first one only makes the browser draw everything once.
    for (const _ of [0, 1, 2]) {
      await visit(page, { piece: "home", state: "empty" }, look);
      await visit(page, { piece, state }, look);
      await page.evaluate(() => document.fonts.ready);
      taken.push(await page.screenshot());
    }
    const [, first, second] = taken as [Buffer, Buffer, Buffer];
    expect(second.equals(first)).toBe(true);
    const file = new URL(`${name}.png`, folder);
    if (write) writeFileSync(file, first);
    // A PNG says its size in its first bytes: the picture that is there was taken of this scene's window.
    const kept = readFileSync(file);
    expect([kept.readUInt32BE(16), kept.readUInt32BE(20)]).toEqual([size.width, size.height]);
  });
}
