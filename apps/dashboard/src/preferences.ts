import { type Language, languageOf, languages } from "@sincro/react/texts";
import { useCallback, useEffect, useMemo, useState } from "react";

/** The colour themes; `system` follows the machine. */
export const themes = ["system", "light", "dark"] as const;
/** A theme of {@link themes}. */
export type Theme = (typeof themes)[number];

const keys = { language: "sincro.language", theme: "sincro.theme", singleKeys: "sincro.keys" } as const;
/** What links may carry, so that a page can be handed on as it is seen. */
const params = { language: "lang", theme: "tema" } as const;
const themeNames: Readonly<Record<string, Theme>> = { claro: "light", oscuro: "dark", light: "light", dark: "dark" };
/** How a link names a theme. */
export const themeParam = { light: "claro", dark: "oscuro" } as const;

/** The theme that a link or a browser's memory names; the machine's own for anything else. */
export function themeOf(name: string | null): Theme {
  return themeNames[name ?? ""] ?? "system";
}

function initialLanguage(search: URLSearchParams): Language {
  const asked = search.get(params.language) ?? localStorage.getItem(keys.language);
  return languages.find((language) => language === asked) ?? languageOf(navigator.languages).language;
}

function initialTheme(search: URLSearchParams): Theme {
  return themeOf(search.get(params.theme) ?? localStorage.getItem(keys.theme));
}

/** The reader's region, when it is one of the language in use: it decides how numbers are written. */
function localeFor(language: Language): string {
  return navigator.languages.find((locale) => locale.toLowerCase().startsWith(language)) ?? language;
}

/** What the reader chose: by the link first, then as remembered by this browser, then as the machine says. */
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
  const [language, setLanguageState] = useState(() => initialLanguage(new URLSearchParams(location.search)));
  const [theme, setThemeState] = useState(() => initialTheme(new URLSearchParams(location.search)));
  const region = useMemo(() => ({ locale: localeFor(language) }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  const setLanguage = useCallback((value: Language) => {
    localStorage.setItem(keys.language, value);
    forget(params.language);
    setLanguageState(value);
  }, []);
  const setTheme = useCallback((value: Theme) => {
    localStorage.setItem(keys.theme, value);
    forget(params.theme);
    setThemeState(value);
  }, []);
  const [singleKeys, setSingleKeysState] = useState(() => localStorage.getItem(keys.singleKeys) !== "off");
  const setSingleKeys = useCallback((on: boolean) => {
    localStorage.setItem(keys.singleKeys, on ? "on" : "off");
    setSingleKeysState(on);
  }, []);
  return { language, region, theme, singleKeys, setLanguage, setTheme, setSingleKeys };
}

/** A choice on the page overrules the link: the link's word goes. */
function forget(param: string) {
  const url = new URL(location.href);
  url.searchParams.delete(param);
  history.replaceState(history.state, "", url);
}
