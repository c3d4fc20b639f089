import { isApiError } from "@sincro/client";

/** The code of what a call threw. What is not an API error is a fault of the page's own: it is reported as such, too. */
export function codeOf(error: unknown): string {
  if (isApiError(error)) return error.code;
  queueMicrotask(() => {
    throw error;
  });
  return "unexpected";
}
