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

/** What can be read in a part of the page, but for identifiers: the states' own names, ids, and a row's data. */
export async function textOf(part: Locator): Promise<string> {
  const texts = await part.evaluateAll((elements) =>
    elements.flatMap((element) => {
      const read: string[] = [];
      const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
        const holder = node.parentElement;
        if (holder?.checkVisibility() && holder.closest("code, pre, svg .id") === null)
          read.push(node.textContent ?? "");
      }
      return read;
    }),
  );
  return texts.join(" ");
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
