export { compileMachine } from "./compile.ts";
