import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAnnouncer } from "./announcer.ts";
import { endedKey } from "./changes.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listening() {
  const announcer = createAnnouncer();
  const said: string[] = [];
  announcer.polite.subscribe(() => {
    if (announcer.polite.get() !== "") said.push(announcer.polite.get());
  });
  return { announcer, said, pass: () => vi.advanceTimersByTimeAsync(300) };
}

it("what comes together is said together, once", async () => {
  const { announcer, said, pass } = listening();
  announcer.tell("a", "Stripe: Completado", false);
  announcer.tell("b", "PayPal: Completado", false);
  await pass();
  expect(said).toEqual(["Stripe: Completado PayPal: Completado"]);
});

it("the same words again are said again", async () => {
  const { announcer, said, pass } = listening();
  announcer.say("Listo");
  await pass();
  announcer.say("Listo");
  await pass();
  expect(said).toEqual(["Listo", "Listo"]);
});

it("a cancel of four is one sentence: its receipt tells the changes that come before and after it", async () => {
  const { announcer, said, pass } = listening();
  announcer.hold(true);
  announcer.tell(endedKey("a", "cancelled"), "Stripe: Cancelado", false);
  await pass();
  announcer.cover([endedKey("a", "cancelled"), endedKey("b", "cancelled")]);
  announcer.say("2 ejecuciones canceladas: Stripe y PayPal.");
  announcer.hold(false);
  await pass();
  announcer.tell(endedKey("b", "cancelled"), "PayPal: Cancelado", false);
  await pass();
  expect(said).toEqual(["2 ejecuciones canceladas: Stripe y PayPal."]);
});

it("what alarms goes to the alert region", async () => {
  const { announcer, said, pass } = listening();
  announcer.tell("a", "Stripe: Fallido", true);
  announcer.warn("Ya hay una sincronización en curso");
  await pass();
  expect(said).toEqual([]);
  expect(announcer.alert.get()).toBe("Ya hay una sincronización en curso Stripe: Fallido");
});
