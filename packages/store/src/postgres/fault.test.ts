import { DatabaseError } from "pg";
import { expect, it } from "vitest";
import { storeFault } from "./fault.ts";

function said(state: string): DatabaseError {
  const error = new DatabaseError('duplicate key: "ana@example.com"', 80, "error");
  return Object.assign(error, { code: state, severity: "ERROR", detail: "Failing row contains (ana@example.com)." });
}

it.for([
  ["08006", "store_unreachable"],
  ["57P01", "store_unreachable"],
  ["57P03", "store_unreachable"],
  ["53300", "store_unreachable"],
  ["57014", "store_timeout"],
  ["55P03", "store_timeout"],
  ["40P01", "store_timeout"],
  ["23505", "store_rejected"],
  ["SY001", "store_rejected"],
  ["42883", "store_mismatch"],
  ["42P01", "store_mismatch"],
] as const)("SQLSTATE %s is %s", ([state, code]) => {
  expect(storeFault(said(state), "sync_send")).toMatchObject({ code, message: expect.stringContaining(state) });
});

it("F55 · what the database says of rows is in no part of the error", () => {
  const fault = storeFault(said("23505"), "sync_commit");
  expect(fault.message).toContain("sync_commit");
  expect(fault.cause).toBeUndefined();
  expect(JSON.stringify({ ...fault, message: fault.message, stack: fault.stack })).not.toContain("ana@example.com");
});

it("a socket's error and pg's own are the connection's", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
  for (const error of [refused, new Error("Connection terminated unexpectedly")]) {
    expect(storeFault(error, "sync_send")).toMatchObject({ code: "store_unreachable", cause: error });
  }
});

it("of a call that nobody answered in time nobody knows what became: it is to be repeated", () => {
  expect(storeFault(new Error("Query read timeout"), "sync_send").code).toBe("store_unreachable");
});
