import { addressOf, states } from "@sincro/react/gallery";
import type { Language } from "@sincro/react/texts";
import { Link } from "wouter";
import { type Theme, themeParam } from "../preferences.ts";
import { galleryTexts } from "./gallery-texts.ts";
import { pageStates } from "./page-states.ts";

/** The list of everything that the gallery has, each a link. */
export function GalleryIndex({ language, theme }: { readonly language: Language; readonly theme: Theme }) {
  const look = { lang: language, ...(theme !== "system" && { tema: themeParam[theme] }) };
  return (
    <>
      <p className="pb-4 text-quiet">{galleryTexts[language].intro}</p>
      <dl className="flex flex-col gap-4">
        {Object.entries({ ...states, ...pageStates }).map(([piece, names]) => (
          <div key={piece} className="rounded-xl border border-line bg-card p-4">
            <dt className="pb-2 font-mono text-sm font-semibold">{piece}</dt>
            <dd className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
              {names.map((state) => (
                <Link key={state} href={addressOf(piece, state, look)} className="py-1 underline" data-testid="state">
                  {state}
                </Link>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
