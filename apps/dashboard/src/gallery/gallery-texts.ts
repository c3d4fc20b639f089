import type { Language } from "@sincro/react/texts";

interface GalleryTexts {
  readonly title: string;
  readonly intro: string;
}

/** The gallery's own words. Names of components and states are those of the code. */
export const galleryTexts: Record<Language, GalleryTexts> = {
  es: {
    title: "Galería",
    intro: "Cada componente en cada uno de sus estados, con datos fijos y el reloj parado a mediodía.",
  },
  en: {
    title: "Gallery",
    intro: "Every component in each of its states, with fixed data and the clock stopped at noon.",
  },
};
