export type { HandOff } from "./hand-off.ts";
export { HandOffLost, type SelfInvocationOptions, selfInvocation } from "./self-invocation.ts";
export { type WorkOptions, workOn } from "./work-on.ts";
