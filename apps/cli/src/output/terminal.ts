import { languageOf, textsFor } from "@sincro/react/texts";
import { cliTexts } from "../texts/index.ts";

/** Where a command writes, and in whose language. */
export interface Terminal {
  /** The command's result, on standard output. */
  print(line: string): void;
  /** What happens meanwhile, on standard error. */
  log(line: string): void;
  /** Whether a person watches: lines may be rewritten in place. */
  readonly live: boolean;
  /** Writes as it is, for lines that are rewritten. */
  write(text: string): void;
  readonly texts: Texts;
}

/** The page's catalogue and the command line's own texts, in one language. */
export type Texts = ReturnType<typeof textsFor> & { readonly cli: ReturnType<typeof cliTexts> };

/** The texts for a locale as `LANG` has it, e.g. `es_MX.UTF-8`. */
function textsOf(lang: string | undefined): Texts {
  const tag = (lang ?? "").split(".")[0]?.replace("_", "-") ?? "";
  const { language, locale } = languageOf([tag]);
  return { ...textsFor(language, { locale: validLocale(locale) ? locale : language }), cli: cliTexts(language) };
}

function validLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}

/** The terminal that this process was started in. */
export function ownTerminal(env = process.env): Terminal {
  return {
    print: (line) => console.log(line),
    log: (line) => console.error(line),
    write: (text) => void process.stdout.write(text),
    live: process.stdout.isTTY === true && env.TERM !== "dumb",
    texts: textsOf(env.LC_ALL || env.LC_MESSAGES || env.LANG),
  };
}
