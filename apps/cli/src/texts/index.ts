import type { Language } from "@sincro/react/texts";
import { en } from "./en.ts";
import { es } from "./es.ts";

/** The command line's own texts in a language. */
export function cliTexts(language: Language): typeof es {
  return language === "es" ? es : en;
}
