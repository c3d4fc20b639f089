import { endings } from "./endings.ts";
import { mixes } from "./mixes.ts";
import type { Race } from "./race.ts";
import { starts } from "./starts.ts";
import { sweeps } from "./sweeps.ts";

/** Every scenario of the protocol. */
export const races: readonly Race[] = [...starts, ...endings, ...sweeps, ...mixes];
