import type { TestAnswer } from "@sincro/client";
import { expect, it } from "vitest";
import { textsFor } from "../texts/index.ts";
import { connectionNote, credentialsNote } from "./connection-note.ts";

const words = textsFor("es", { timeZone: "UTC" });
const good: TestAnswer = {
  ...{ success: true, ok: true, source: "stripe", configured: true, missing: [], invalid: [] },
  ...{ account: "acct_1", nextTurnMs: 40 },
};
const said = (changes: Partial<TestAnswer>) => connectionNote({ answer: { ...good, ...changes } }, words);

it("a good connection names the account, and a rest that the provider asked for", () => {
  expect(said({})).toEqual({ text: "Conexión correcta: acct_1.", tone: "quiet" });
  expect(said({ account: null }).text).toBe("Conexión correcta.");
  expect(said({ nextTurnMs: 90_000 }).text).toBe("Conexión correcta: acct_1. Pide esperar 1 min 30 s.");
});

it("a refused one says why in a sentence, never by its code alone", () => {
  const refused = said({ success: false, ok: false, account: null, code: "credentials_refused", message: "No." });
  expect(refused.tone).toBe("error");
  expect(refused.text).toBe(`La prueba no pasó: ${words.t.error.credentials_refused}`);
});

it("one that lacks credentials says which", () => {
  const lacking = { success: false, ok: false, configured: false, account: null } as const;
  expect(said({ ...lacking, missing: ["STRIPE_SECRET_KEY"] }).text).toContain("STRIPE_SECRET_KEY");
  expect(credentialsNote({ configured: false, missing: [], invalid: ["GHL_API_KEY"] }, words)?.text).toContain(
    "GHL_API_KEY",
  );
});

it("one that could not be asked says that nothing was tested", () => {
  const failed = connectionNote({ error: "unreachable" }, words);
  expect(failed).toEqual({ text: `No se pudo probar: ${words.t.error.unreachable}`, tone: "error" });
});
