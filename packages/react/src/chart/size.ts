import type { ChartNode } from "@sincro/machine";
import { languages, textsFor } from "../texts/index.ts";
import { own } from "../view/own.ts";
import { type Chart, staysOf } from "./shape.ts";

/** The sizes of the diagram's letters, in pixels; the stylesheet has the same. */
const letters = { word: 13, id: 11, event: 10.5 } as const;
/** What stands beside and around the letters of a box. */
export const box = { iconAt: 14, textAt: 40, padding: 14, height: 48, stayHeight: 18 } as const;
/** What stands around the letters of an arrow's label. */
const label = { padding: 6, height: 18 } as const;

/** How wide a letter of Inter's semibold is at most, in em: measuring each would need the font, and a browser. */
function em(letter: string): number {
  if (/[iljI1tfr .,:;'|()]/.test(letter)) return 0.42;
  return /[mwMW@]/.test(letter) ? 0.95 : /[A-ZÁÉÍÓÚÑ]/.test(letter) ? 0.74 : 0.64;
}

const proportional = (text: string) => [...text].reduce((sum, letter) => sum + em(letter), 0) * letters.word;
/** Every common monospaced face is 0.6 to 0.61 em wide. */
const monospaced = (text: string, size: number) => [...text].length * 0.61 * size;

/** What a line of events that change no state looks like; each is a word of its own. */
export const stayWidth = (event: string) => monospaced(event, letters.event);
/** What stands between two of them, and before the first. */
export const stayGap = { before: 16, between: 10 } as const;

/** What may stand beside the state's id: that the run is there now, or at which time it was. */
function here(): readonly string[] {
  return [...languages.map((language) => textsFor(language).t.chart.now), "00:00:00"].map((word) => ` · ${word}`);
}

/** The room that a box needs in whichever language is the longer one, so that a change of language moves nothing. */
export function boxSize(chart: Chart, { id }: ChartNode): { readonly width: number; readonly height: number } {
  const stays = staysOf(chart, id);
  const widths = [
    ...languages.map((language) => proportional(own(textsFor(language).t.state, id) ?? id)),
    ...here().map((suffix) => monospaced(id + suffix, letters.id)),
    stays.reduce((sum, { event }) => sum + stayWidth(event) + stayGap.between, stayGap.before - stayGap.between) -
      (stays.length === 0 ? stayGap.before : 0),
  ];
  return {
    width: Math.ceil(box.textAt + Math.max(...widths) + box.padding),
    height: box.height + (stays.length > 0 ? box.stayHeight : 0),
  };
}

/** The room that the label of an arrow needs; events are called the same in every language. */
export function labelSize(event: string): { readonly width: number; readonly height: number } {
  return { width: Math.ceil(monospaced(event, letters.event) + 2 * label.padding), height: label.height };
}
