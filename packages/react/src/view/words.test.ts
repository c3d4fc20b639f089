import { expect, it } from "vitest";
import { textsFor } from "../texts/index.ts";
import { phaseOf } from "./phase.ts";
import { at, moment, over, run } from "./run.fixture.ts";
import { noteOf, stateWord, whoIs } from "./words.ts";

const words = textsFor("es", { timeZone: "UTC" });
const noteFor = (row: ReturnType<typeof run>) => noteOf(row, phaseOf(row, moment), "Stripe", moment, words);

it("a silent run's sentence says what happens by itself, and when", () => {
  expect(noteFor(run({ deadline_at: at(-5), heartbeat_at: at(-120) }))?.text).toBe(
    "Sin señal desde hace 2 min 00 s. A las 12:00 se reanudará sola desde su último avance (intento 1 de 3).",
  );
  const unknown = run({ deadline_at: at(-5), heartbeat_at: at(-120) });
  const noSweep = { ...moment, nextSweep: null };
  expect(noteOf(unknown, phaseOf(unknown, noSweep), "Stripe", noSweep, words)?.text).not.toMatch(/\d\d:\d\d/);
});

it("a failed run says why in the reader's language, a cancelled one who and why", () => {
  expect(noteFor(over("failed", 1, { error_code: "credentials_refused", total_fetched: 1 }))?.text).toBe(
    "Falló tras 1 registro: El proveedor rechazó las credenciales: revísalas. Reintentar sigue desde ahí.",
  );
  expect(noteFor(over("cancelled", 1, { ended_by: "operator", error_message: "rango", total_fetched: 2 }))?.text).toBe(
    "Cancelado por Operador: rango, tras 2 registros.",
  );
});

it("F43 · a code of a newer version is shown as it is, not as an unknown error", () => {
  expect(noteFor(over("failed", 1, { error_code: "toString" }))?.text).toContain("«toString»");
});

it("cancelled is never called failed, and an unknown status is called by its name", () => {
  expect(stateWord({ kind: "cancelled" }, words)).toBe("Cancelado");
  expect(stateWord({ kind: "unknown", status: "canceled" }, words)).toBe("estado no reconocido: canceled");
});

it("who did it: a person, the schedule, the system", () => {
  expect([whoIs("ana@acme.mx", words), whoIs("schedule:hourly", words), whoIs(null, words)]).toEqual([
    "ana@acme.mx",
    "Programado",
    "El sistema",
  ]);
});
