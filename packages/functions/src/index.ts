export type { Auth, AuthAnswer, AuthRefusal, NewSession, Operator } from "./auth/auth.ts";
export { withCronToken } from "./auth/cron.ts";
export { type OperatorAuthOptions, operatorAuth } from "./auth/operator-auth.ts";
export { withOperatorToken } from "./auth/operator-token.ts";
export { randomSecret } from "./auth/secret.ts";
export { type SignInCodes, signInCodes } from "./auth/sign-in-codes.ts";
export { type SupabaseAuthOptions, supabaseAuth } from "./auth/supabase-auth.ts";
export {
  type Config,
  ConfigError,
  type ConfigIssue,
  type Environment,
  isConfigError,
  keepTime,
  readConfig,
  type Variable,
  type VariableName,
  variables,
} from "./config/index.ts";
export type { Fault, FunctionsDeps, SourceConnection } from "./deps.ts";
export { createFeed, type Feed, type FeedOptions, type Listening } from "./feed/feed.ts";
export { createFunctions, type Functions, tooManyRequests } from "./functions.ts";
export {
  type HandOff,
  HandOffLost,
  type SelfInvocationOptions,
  selfInvocation,
  type WorkOptions,
  workOn,
} from "./hand-off/index.ts";
export { routeTable } from "./routes.ts";
export { refusalOf } from "./schedules/refusal.ts";
export { type SliceHow, type SliceRunnerOptions, sliceRunner } from "./slices.ts";
export type { Span, SpanAttributes, Tracer } from "./tracer.ts";
