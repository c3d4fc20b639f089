export { malformed } from "./attempt.ts";
export { type Client, type ClientOptions, createClient, type Query } from "./client.ts";
export type { RequestLimits } from "./limits.ts";
export type { ProviderProblem } from "./refusal.ts";
