import { errorCodes } from "@sincro/client";
import { staleCodes, statuses } from "@sincro/machine";
import { sourceErrorCodes } from "@sincro/sources";
import { describe, expect, it } from "vitest";
import { runErrorCodes } from "./codes.ts";
import { type Language, languageOf, languages, type Messages, sentenceOf, textsFor } from "./index.ts";

/** Every text of a catalogue, with the path that leads to it; functions stand for themselves. */
function paths(texts: object, at = ""): readonly string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "object" && value !== null ? paths(value, `${at}${key}.`) : [`${at}${key}`],
  );
}

const es = textsFor("es", { locale: "es-MX", timeZone: "America/Mexico_City" });
const en = textsFor("en", { locale: "en-US", timeZone: "America/Mexico_City" });

describe("the catalogue", () => {
  it("has the same texts in every language, none empty", () => {
    expect(paths(en.t)).toEqual(paths(es.t));
    for (const { t } of [es, en]) expect(JSON.stringify(t)).not.toContain('""');
  });

  it("F43 · has a sentence for every code that the functions, a source, the worker or the machine can give", () => {
    const codes = [
      ...Object.keys(errorCodes),
      ...sourceErrorCodes,
      ...staleCodes,
      ...runErrorCodes,
      "unreachable",
      "bad_answer",
    ];
    for (const { t } of [es, en]) for (const code of codes) expect(t.error, code).toHaveProperty(code);
    for (const code of sourceErrorCodes) expect(runErrorCodes).toContain(code);
  });

  it("F23 · has a word of its own for every status of the machine", () => {
    for (const { t } of [es, en]) expect(new Set(statuses.map((status) => t.state[status])).size).toBe(statuses.length);
  });

  it("says nothing in the same words in both languages, but what is a name in both", () => {
    const said = (texts: object): readonly string[] =>
      Object.values(texts).flatMap((value) => (typeof value === "object" && value !== null ? said(value) : [value]));
    const [spanish, english] = [said(es.t), said(en.t)];
    expect(spanish.filter((text, n) => typeof text === "string" && text === english[n])).toEqual([
      "Demo",
      "Cursor",
      "—",
    ]);
  });

  it("does not compile with a text missing", () => {
    const { title: _, ...app } = en.t.app;
    // @ts-expect-error the title is missing: the check of types fails here when that is allowed
    const lacking: Messages = { ...en.t, app };
    expect(lacking.app.title).toBeUndefined();
  });

  it("says a code that it does not know as it is", () => {
    expect(sentenceOf("quota_eaten", es.t)).toContain("quota_eaten");
  });
});

describe("numbers and their nouns", () => {
  it.for<[Language, number, string]>([
    ["es", 0, "0 registros"],
    ["es", 1, "1 registro"],
    ["es", 2, "2 registros"],
    ["es", 1_000_000, "1,000,000 de registros"],
    ["en", 0, "0 records"],
    ["en", 1, "1 record"],
    ["en", 2, "2 records"],
    ["en", 1_000_000, "1,000,000 records"],
  ])("%s: %s", ([language, count, text]) => {
    expect((language === "es" ? es : en).t.card.records(count)).toBe(text);
  });

  it("F26 · a receipt names what it cancelled", () => {
    expect(es.t.cancel.done(2, ["Stripe", "PayPal"])).toBe("2 ejecuciones canceladas: Stripe y PayPal.");
    expect(es.t.cancel.done(1, ["Stripe"])).toBe("1 ejecución cancelada: Stripe.");
    expect(en.t.cancel.done(2, ["Stripe", "PayPal"])).toBe("2 runs cancelled: Stripe and PayPal.");
  });
});

describe("times", () => {
  const now = Date.parse("2026-11-24T18:00:00Z");
  it("are relative to the server's clock, and never lie ahead, whatever the client's clock says", () => {
    expect(es.format.relative(now - 3 * 60_000, now)).toBe("hace 3 minutos");
    expect(en.format.relative(now - 3 * 60_000, now)).toBe("3 minutes ago");
    for (const { format } of [es, en]) expect(format.relative(now + 90_000, now)).not.toMatch(/dentro de|in \d/);
  });

  it("are written for the place of whoever reads", () => {
    expect(es.format.time(now)).toBe("12:00");
    expect(es.format.duration(2_460_000)).toBe("41 min 00 s");
  });
});

it("languageOf takes the first tag that it has, and English without one", () => {
  expect(languages).toEqual(["es", "en"]);
  expect(languageOf(["fr-FR", "es-AR", "en"])).toEqual({ language: "es", locale: "es-AR" });
  expect(languageOf(["fr-FR"]).language).toBe("en");
});
