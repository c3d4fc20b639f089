export { compileMachine } from "./compile.ts";
export { quote, quoteAll } from "./print.ts";
