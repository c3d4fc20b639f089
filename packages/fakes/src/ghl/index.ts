export type { GhlCollection, GhlObject } from "./collections.ts";
export { createGhlFake, type GhlFake, type GhlFakeOptions } from "./fake.ts";
export type { GhlScope } from "./handler.ts";
export type { GhlCounts } from "./past.ts";
export { ghlVersion } from "./version.ts";
export type { GhlMoment } from "./world.ts";
