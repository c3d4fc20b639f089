import { Stage, sceneOf } from "@sincro/react/gallery";
import { type Language, languages } from "@sincro/react/texts";
import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { type Theme, themeOf } from "../preferences.ts";
import { GalleryIndex } from "./gallery-index.tsx";
import { galleryTexts } from "./gallery-texts.ts";
import { homeScenes } from "./home-scenes.tsx";
import type { HomeState } from "./page-states.ts";

/** What the address asks for. Everything is in it, so that a state can be handed on as a link. */
interface Asked {
  readonly language: Language;
  readonly theme: Theme;
  /** Empty for the list of everything. */
  readonly piece: string;
  readonly state: string;
}

function useAsked(): Asked {
  const [search] = useSearchParams();
  return {
    language: languages.find((language) => language === search.get("lang")) ?? "es",
    theme: themeOf(search.get("tema")),
    piece: search.get("pieza") ?? "",
    state: search.get("estado") ?? "",
  };
}

/** Every component in every state, from fixed rows and a clock that stands still. */
export function Gallery() {
  const { language, theme, piece, state } = useAsked();
  const t = galleryTexts[language];
  const whole = piece === "home" ? (homeScenes[state as HomeState] ?? null) : null;
  const scene = whole ?? sceneOf(piece, state);
  const name = `${piece}/${state}`;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = scene === null ? t.title : `${name} · ${t.title}`;
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [language, theme, name, scene, t]);
  if (whole !== null) return <Stage key={`${name} ${language}`} name={name} scene={whole} language={language} />;
  return (
    <>
      <header className="border-b border-line px-4 py-2.5">
        <h1 className="text-lg font-semibold">{t.title}</h1>
      </header>
      <main className="mx-auto w-full max-w-6xl p-4">
        {scene === null ? (
          <GalleryIndex language={language} theme={theme} />
        ) : (
          <>
            <h2 className="pb-4 font-mono text-sm text-quiet">{name}</h2>
            <Stage key={`${name} ${language}`} name={name} scene={scene} language={language} />
          </>
        )}
      </main>
    </>
  );
}
