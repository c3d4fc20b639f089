/** The languages of the catalogue. */
export const languages = ["es", "en"] as const;
/** A language of {@link languages}. */
export type Language = (typeof languages)[number];

/** The forms of a noun after a number. Spanish has `many`, for exact millions: «1 000 000 de registros». */
interface Forms {
  readonly one: string;
  readonly many?: string;
  readonly other: string;
}

/** How a language and a region write numbers, lists and times. Nothing here reads a clock. */
export interface Format {
  number(value: number): string;
  /** The noun that follows a number: «ejecuciones». */
  noun(value: number, forms: Forms): string;
  /** A number and its noun: «2 ejecuciones». */
  count(value: number, forms: Forms): string;
  /** «a, b y c» */
  list(items: readonly string[]): string;
  /** A span of time: «41 min 00 s». */
  duration(ms: number): string;
  /** A moment seen from `now`, both in milliseconds: «hace 3 minutos», «ayer». Never finer than a minute in the past. */
  relative(ms: number, now: number): string;
  /** The time of day: «14:32». */
  time(ms: number): string;
  /** The time of day with seconds: «14:32:05». */
  clock(ms: number): string;
  /** Date and time: «24 nov 2026, 14:32». */
  date(ms: number): string;
  /** The time alone when it is of the same day as `now`, else date and time. */
  moment(ms: number, now: number): string;
}

/** Where and when the reader is; both default to the machine's own. */
export interface Region {
  /** A BCP 47 tag of the same language, e.g. `es-MX`; it decides how numbers are written. */
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function spell(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
  return `${Math.floor(seconds / 86_400)} d ${two(Math.floor((seconds % 86_400) / 3600))} h`;
}

const justNow: Record<Language, string> = { es: "hace un momento", en: "just now" };

/** The format of a language, in a region. */
export function formatFor(language: Language, { locale = language, timeZone }: Region = {}): Format {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(language);
  const lists = new Intl.ListFormat(language, { type: "conjunction" });
  const relatives = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: "short", hourCycle: "h23", timeZone });
  const clocks = new Intl.DateTimeFormat(locale, { timeStyle: "medium", hourCycle: "h23", timeZone });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const noun = (value: number, forms: Forms) => {
    const category = plurals.select(value);
    return category === "one" ? forms.one : category === "many" ? (forms.many ?? forms.other) : forms.other;
  };
  const date = (ms: number) => `${days.format(ms)}, ${times.format(ms)}`;
  return {
    number: (value) => numbers.format(value),
    noun,
    count: (value, forms) => `${numbers.format(value)} ${noun(value, forms)}`,
    list: (items) => lists.format(items),
    duration: spell,
    relative(ms, now) {
      const passed = now - ms;
      if (passed < minute) return justNow[language];
      if (passed < hour) return relatives.format(-Math.floor(passed / minute), "minute");
      if (passed < day) return relatives.format(-Math.floor(passed / hour), "hour");
      return relatives.format(-Math.floor(passed / day), "day");
    },
    time: (ms) => times.format(ms),
    clock: (ms) => clocks.format(ms),
    date,
    moment: (ms, now) => (days.format(ms) === days.format(now) ? times.format(ms) : date(ms)),
  };
}
