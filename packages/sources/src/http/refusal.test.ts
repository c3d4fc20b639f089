import { expect, it } from "vitest";
import { redactor } from "./redact.ts";
import { refusal } from "./refusal.ts";

const secret = "pit-51H8zKqLp0aXw93vTnB";
const answered = (lacksPermission: boolean) =>
  refusal(
    "Acme: GET /things",
    { status: 401, headers: new Headers(), text: "{}" },
    () => ({ message: `no scope for ${secret}`, lacksPermission }),
    redactor([secret]),
  );

it("tells a permission that is missing from credentials that are refused, also where both are a 401", () => {
  expect(answered(true)).toMatchObject({ code: "permission_missing", retryable: false });
  expect(answered(true).message).toBe("Acme: GET /things answered 401 (no scope for [redacted])");
  expect(answered(false)).toMatchObject({ code: "credentials_refused", message: "Acme: GET /things answered 401" });
});
