export type { ManychatBook } from "./book.ts";
export { createManychatFake, type ManychatFake, type ManychatFakeOptions } from "./fake.ts";
export type { UnknownAnswer } from "./handler.ts";
export { manychatLimits } from "./limits.ts";
export type { ManychatCounts } from "./past.ts";
export type { ManychatCustomField, ManychatSubscriber } from "./subscriber.ts";
