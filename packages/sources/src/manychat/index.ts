export { manychatSource } from "./source.ts";
