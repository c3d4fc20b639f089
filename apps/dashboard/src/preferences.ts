import { type Language, languageOf, languages } from "@sincro/react/texts";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "wouter";

/** The colour themes; `system` follows the machine. */
export const themes = ["system", "light", "dark"] as const;
/** A theme of {@link themes}. */
export type Theme = (typeof themes)[number];

const keys = { language: "sincro.language", theme: "sincro.theme", singleKeys: "sincro.keys" } as const;
/** What links may carry, so that a page can be handed on as it is seen. */
const params = { language: "lang", theme: "tema" } as const;
const themeNames: Readonly<Record<string, Theme>> = { claro: "light", oscuro: "dark", light: "light", dark: "dark" };
/** How an address names a theme. */
export const themeParam = { system: "sistema", light: "claro", dark: "oscuro" } as const;

/** The theme that a link or a browser's memory names; the machine's own for anything else. */
export function themeOf(name: string | null): Theme {
  return themeNames[name ?? ""] ?? "system";
}

const languageNamed = (name: string | null) => languages.find((language) => language === name);

/** The look that an address asks for, as a query that other addresses can carry on; empty when it asks for none. */
export function lookOf(search: URLSearchParams): string {
  const kept = Object.values(params).flatMap((name) => {
    const value = search.get(name);
    return value === null ? [] : [[name, value]];
  });
  return new URLSearchParams(kept).toString();
}

/** The reader's region, when it is one of the language in use: it decides how numbers are written. */
function localeFor(language: Language): string {
  return navigator.languages.find((locale) => locale.toLowerCase().startsWith(language)) ?? language;
}

/** What the reader chose: by the address first, then as remembered by this browser, then as the machine says. */
export interface Preferences {
  readonly language: Language;
  readonly region: { readonly locale: string };
  readonly theme: Theme;
  /** Whether single letters are shortcuts. */
  readonly singleKeys: boolean;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  setSingleKeys(on: boolean): void;
}

/** Language and theme, applied to the document. */
export function usePreferences(): Preferences {
  const [search, setSearch] = useSearchParams();
  // Memory is asked once: later an address that says nothing means what it meant when it was left.
  const [first] = useState(() => ({
    language: languageNamed(localStorage.getItem(keys.language)) ?? languageOf(navigator.languages).language,
    theme: themeOf(localStorage.getItem(keys.theme)),
  }));
  const theme = search.has(params.theme) ? themeOf(search.get(params.theme)) : first.theme;
  const language = languageNamed(search.get(params.language)) ?? first.language;
  const region = useMemo(() => ({ locale: localeFor(language) }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  // A choice stands in the address, so that «Atrás» takes it back, and in memory, for the next visit.
  const choose = useCallback(
    (what: "language" | "theme", remembered: string, named: string) => {
      localStorage.setItem(keys[what], remembered);
      setSearch((address) => {
        address.set(params[what], named);
        return address;
      });
    },
    [setSearch],
  );
  const setLanguage = useCallback((value: Language) => choose("language", value, value), [choose]);
  const setTheme = useCallback((value: Theme) => choose("theme", value, themeParam[value]), [choose]);
  const [singleKeys, setSingleKeysState] = useState(() => localStorage.getItem(keys.singleKeys) !== "off");
  const setSingleKeys = useCallback((on: boolean) => {
    localStorage.setItem(keys.singleKeys, on ? "on" : "off");
    setSingleKeysState(on);
  }, []);
  return { language, region, theme, singleKeys, setLanguage, setTheme, setSingleKeys };
}
