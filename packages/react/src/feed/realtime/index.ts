export { type RealtimeFeedOptions, realtimeFeed } from "./realtime-feed.ts";
export type { RealtimeLike } from "./realtime-like.ts";
