import type { SourceInfo } from "@sincro/client";
import type { Tested } from "../flows/connection-test.ts";
import { sentenceOf } from "../texts/sentence.ts";
import type { Note, Words } from "./words.ts";

/** From when on a provider's rest is worth a word, in milliseconds: what is shorter is over before it is read. */
const worthSayingMs = 5_000;

/** What a source lacks before it can be asked at all; null when it has everything. */
export function credentialsNote(
  { configured, missing, invalid }: Pick<SourceInfo, "configured" | "missing" | "invalid">,
  { t }: Words,
): Note | null {
  if (configured) return null;
  return { text: missing.length > 0 ? t.note.unconfigured(missing) : t.note.misconfigured(invalid), tone: "warning" };
}

/** What a connection test found, in a sentence. */
export function connectionNote(tested: Tested, words: Words): Note {
  const { t, format } = words;
  if ("error" in tested) return { text: t.test.notAsked(sentenceOf(tested.error, t)), tone: "error" };
  const { answer } = tested;
  const lacking = credentialsNote(answer, words);
  if (lacking !== null) return lacking;
  if (!answer.ok) return { text: t.test.refused(sentenceOf(answer.code ?? null, t)), tone: "error" };
  const rest = answer.nextTurnMs ?? 0;
  const text = t.test.good(answer.account);
  return {
    text: rest < worthSayingMs ? text : `${text} ${t.test.rests(format.duration(rest))}`,
    tone: "quiet",
  };
}
