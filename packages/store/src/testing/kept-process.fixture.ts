// A process that keeps another, for the test that kills it. Argument: the folder that goes with it.
import { keptProcess } from "./kept-process.ts";

const folder = process.argv[2] ?? "";
keptProcess(["/bin/sleep", "3600"], { PATH: process.env.PATH, SINCRO_KEPT: folder }, folder);
process.send?.("kept");
setInterval(() => {}, 60_000);
