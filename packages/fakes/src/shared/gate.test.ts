import { expect, it } from "vitest";
import { createGate } from "./gate.ts";

const never = new AbortController().signal;

it("lets go in order of arrival, as many as it is told", async () => {
  const gate = createGate();
  const passed: number[] = [];
  const holds = [1, 2, 3].map((n) => gate.hold(never).then(() => passed.push(n)));
  await gate.untilHeld(3);
  expect(gate.release()).toBe(1);
  await holds[0];
  expect([passed, gate.held]).toEqual([[1], 2]);
  expect(gate.release(5)).toBe(2);
  await Promise.all(holds);
  expect(passed).toEqual([1, 2, 3]);
  expect(gate.release()).toBe(0);
});

it("tells when so many are held, also those who asked before", async () => {
  const gate = createGate();
  let told = false;
  const two = gate.untilHeld(2).then(() => {
    told = true;
  });
  const first = gate.hold(never);
  await Promise.resolve();
  expect(told).toBe(false);
  const second = gate.hold(never);
  await two;
  gate.open();
  await Promise.all([first, second]);
});

it("forgets who let go, and rejects with the reason", async () => {
  const gate = createGate();
  const client = new AbortController();
  const hold = gate.hold(client.signal);
  client.abort(new Error("changed my mind"));
  await expect(hold).rejects.toThrow("changed my mind");
  expect(gate.held).toBe(0);
  expect(() => gate.hold(client.signal)).toThrow("changed my mind");
});

it("holds what comes after an abort in its place", async () => {
  const gate = createGate();
  const client = new AbortController();
  const gone = gate.hold(client.signal);
  const stays = gate.hold(never);
  client.abort();
  await expect(gone).rejects.toThrow();
  expect(gate.release()).toBe(1);
  await stays;
});
