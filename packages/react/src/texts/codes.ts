import type { CallErrorCode, ErrorCode } from "@sincro/client";
import type { staleCodes } from "@sincro/machine";

/** The codes that end up in a run's `error_code`: the sources' and the worker's own. A test compares them with those. */
export const runErrorCodes = [
  "credentials_refused",
  "permission_missing",
  "rate_limited",
  "provider_unavailable",
  "provider_unreachable",
  "provider_rejected",
  "answer_malformed",
  "cursor_stuck",
  "checkpoint_invalid",
  "contacts_missing",
  "internal_error",
  "slice_overrun",
  "exhausted",
  "out_of_order",
  "invalid",
] as const;

/** Every code that has a sentence in each language. */
export type TextCode =
  | ErrorCode
  | CallErrorCode
  | (typeof runErrorCodes)[number]
  | (typeof staleCodes)[number]
  | "unexpected";
