import type { ConfigError } from "../config/index.ts";
import type { Functions } from "../functions.ts";
import { Problem, problemResponse } from "../http/problem.ts";

/** Functions that can do nothing but say which variables are wrong; values are never in it. */
export function misconfigured(error: ConfigError): Functions {
  const members = { variables: error.issues.map(({ variable }) => variable) };
  const problem = new Problem("misconfigured", error.message, { members });
  return async () => problemResponse(problem);
}
