import { expect, it } from "vitest";
import { textsFor } from "../texts/index.ts";
import { history, type Line } from "./history.fixture.ts";
import { cursorOf, phaseFor, reasonOf, tookOf } from "./step-words.ts";

const es = textsFor("es", { locale: "es-MX" });
const step = (line: Line, changes: Parameters<typeof history>[1] = {}) => history([line], changes)[0] as never;

it.for<[Line, Parameters<typeof history>[1], string]>([
  [["START", null, "running"], { detail: { mode: "7d" } }, "Últimos 7 días"],
  [["START", null, "running"], { detail: { mode: "7d", resumedFrom: "x" } }, "desde donde quedó otra ejecución"],
  [["COMMIT", "running", "running"], { records: 25 }, "25 registros"],
  [["YIELD", "running", "continuing"], { detail: { reason: "rate_limited" } }, "la fuente pide esperar"],
  [["YIELD", "running", "continuing"], { detail: { reason: "of_a_newer_one" } }, "of_a_newer_one"],
  [["CANCEL", "running", "cancelled"], { detail: { reason: "se pidió" } }, "se pidió"],
  [["EXPIRE", "running", "stale"], {}, "Sin señal"],
  [["COMMIT", "cancelled", "cancelled"], { applied: false, reason: "fenced" }, "ya no tenía permiso de escribir"],
  [["STOPPED", "cancelled", "cancelled"], {}, ""],
])("says why: %j", ([line, changes, text]) => {
  expect(reasonOf(step(line, changes), es)).toBe(text);
});

it("says an error in the page's own sentence, not in the server's English", () => {
  const failed = step(["FAIL", "running", "failed"], { detail: { error: { code: "rate_limited", message: "no" } } });
  expect(reasonOf(failed, es)).toBe(es.t.error.rate_limited);
});

it("a status of the history that nobody knows is loud on its badge, too", () => {
  expect(phaseFor("canceled")).toEqual({ kind: "unknown", status: "canceled" });
  expect(phaseFor("continuing")).toEqual({ kind: "continuing", at: null });
  expect(phaseFor("idle")).toEqual({ kind: "unknown", status: "idle" });
});

it("tells short steps to the millisecond, and a batch's cursor as its source wrote it", () => {
  expect(tookOf(89.4, es)).toBe("89 ms");
  expect(tookOf(61_000, es)).toBe("1 min 01 s");
  expect(tookOf(null, es)).toBe("");
  expect(cursorOf(step(["COMMIT", "running", "running"], { detail: { checkpoint: { v: 2 } } }))).toBe('{"v":2}');
  expect(cursorOf(step(["COMMIT", "running", "running"]))).toBe("");
});
