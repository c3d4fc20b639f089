import { readdirSync, readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";

const texts = new URL("../../../packages/react/src/texts/", import.meta.url);

/** The words of four letters or more in the texts of a language, as its files write them. */
function wordsOf(language: "es" | "en"): ReadonlySet<string> {
  const files = readdirSync(texts).filter((name) =>
    new RegExp(`^(${language}|${language}-.*|.*-${language})\\.ts$`).test(name),
  );
  const written = files.flatMap((name) => {
    const code = readFileSync(new URL(name, texts), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|^import .*$/gm, "");
    const strings = code.match(/"[^"\n]*"|`[^`]*`/g) ?? [];
    return strings.map((text) => text.replaceAll(/\$\{[^}]*\}/g, " "));
  });
  return new Set(
    written
      .join(" ")
      .toLowerCase()
      .match(/\p{L}{4,}/gu) ?? [],
  );
}

const [spanish, english] = [wordsOf("es"), wordsOf("en")];

/** What can be read in a part of the page. */
export async function textOf(part: Locator): Promise<string> {
  return (await part.allInnerTexts()).join(" ");
}

/** The words of a text that only the other language's catalogue has. What is all in capitals is the name of an event. */
export function foreignWords(text: string, language: "es" | "en"): readonly string[] {
  const [own, other] = language === "es" ? [spanish, english] : [english, spanish];
  const words =
    text
      .replaceAll(/\b[A-Z]{4,}\b/g, " ")
      .toLowerCase()
      .match(/\p{L}{4,}/gu) ?? [];
  return [...new Set(words)].filter((word) => other.has(word) && !own.has(word));
}
