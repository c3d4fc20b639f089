export { ghlSource } from "./source.ts";
