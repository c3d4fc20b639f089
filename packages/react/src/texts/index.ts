import { en } from "./en.ts";
import { es, type Messages } from "./es.ts";
import { type Format, formatFor, type Language, type Region } from "./format.ts";

export type { Messages } from "./es.ts";
export { type Format, formatFor, type Language, languages, type Region } from "./format.ts";
export { scheduleWords } from "./schedule-words.ts";
export { sentenceOf } from "./sentence.ts";

const catalogues: Record<Language, (format: Format) => Messages> = { es, en };

/**
 * Every text in a language, with numbers and times as its region writes them. Free of React: the command line uses it too.
 *
 * @example
 * ```ts
 * textsFor("es").cancel.done(2, ["Stripe", "PayPal"]) // "2 ejecuciones canceladas: Stripe y PayPal."
 * ```
 */
export function textsFor(language: Language, region?: Region): { readonly t: Messages; readonly format: Format } {
  const format = formatFor(language, region);
  return { t: catalogues[language](format), format };
}

/** The language that someone who asks for these (BCP 47 tags, best first) is given, and the tag that decided it. */
export function languageOf(wanted: readonly string[]): { readonly language: Language; readonly locale: string } {
  for (const locale of wanted) {
    const language = locale.slice(0, 2).toLowerCase();
    if (language === "es" || language === "en") return { language, locale };
  }
  return { language: "en", locale: "en" };
}
