import { expect, it } from "vitest";
import { StoreError, type StoreErrorCode } from "../errors.ts";
import { repeatable } from "./retry.ts";

function failing(code: StoreErrorCode, times: number) {
  let calls = 0;
  const call = async () => {
    calls += 1;
    if (calls <= times) throw new StoreError(code, `failure ${calls}`);
    return "answer";
  };
  return { call, calls: () => calls };
}

it("a call that was cut off is repeated twice", async () => {
  const { call, calls } = failing("store_unreachable", 2);
  expect(await repeatable(call)).toBe("answer");
  expect(calls()).toBe(3);
});

it("after three tries the last failure is the caller's", async () => {
  const { call, calls } = failing("store_unreachable", 9);
  await expect(repeatable(call)).rejects.toThrow("failure 3");
  expect(calls()).toBe(3);
});

it.for(["store_timeout", "store_rejected", "store_mismatch"] as const)("%s is not repeated", async (code) => {
  const { call, calls } = failing(code, 1);
  await expect(repeatable(call)).rejects.toMatchObject({ code });
  expect(calls()).toBe(1);
});

it("a defect of the caller's is not repeated", async () => {
  let calls = 0;
  const call = async () => {
    calls += 1;
    throw new TypeError("no such field");
  };
  await expect(repeatable(call)).rejects.toThrow(TypeError);
  expect(calls).toBe(1);
});
