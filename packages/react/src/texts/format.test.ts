import { expect, it } from "vitest";
import { languages, textsFor } from "./index.ts";

it("numbers are written as the reader's region writes them", () => {
  expect(textsFor("es", { locale: "es-MX" }).format.number(15_900)).toBe("15,900");
  expect(textsFor("es", { locale: "es-ES" }).format.number(15_900)).toBe("15.900");
});

it("lists end with the language's own and", () => {
  const list = ["Stripe", "PayPal", "GoHighLevel", "ManyChat"];
  expect(textsFor("es").format.list(list)).toBe("Stripe, PayPal, GoHighLevel y ManyChat");
  expect(textsFor("en").format.list(["a", "b"])).toBe("a and b");
});

it.each([
  [0, "0 s"],
  [59_999, "59 s"],
  [61_000, "1 min 01 s"],
  [7_500_000, "2 h 05 min"],
  [90_000_000, "1 d 01 h"],
  [-5, "0 s"],
])("%d ms", (ms, text) => {
  expect(textsFor("es").format.duration(ms)).toBe(text);
});

it("a moment of today is a time, one of another day has its date, by the reader's own midnight", () => {
  const now = Date.parse("2026-11-24T12:00:00Z");
  const { format } = textsFor("es", { timeZone: "UTC" });
  expect(format.moment(now - 60_000, now)).toBe("11:59");
  expect(format.moment(now - 13 * 3_600_000, now)).toContain("2026");
  expect(textsFor("es", { timeZone: "America/Mexico_City" }).format.moment(now - 13 * 3_600_000, now)).toContain(
    "2026",
  );
});

it("words that promise or hide are in no text", () => {
  const all = JSON.stringify(languages.map((language) => textsFor(language).t));
  expect(all).not.toMatch(/Error desconocido|Unknown error|Forzar|Reloading|Recargando|Cancelled!/);
});
