import { sourceNamed } from "@sincro/sources";
import type { ReadCheckpoint } from "@sincro/store/adopt";

/** The sources' own way to read older checkpoints, as the command line has it. */
export const readOlder: ReadCheckpoint = (source, checkpoint, run) =>
  sourceNamed(source)?.older?.(checkpoint, run) ?? { kind: checkpoint === null ? "nothing" : "unreadable" };
