import type { SourceInfo } from "@sincro/client";
import type { SyncRunEvent } from "@sincro/machine";
import type { ReactNode } from "react";
import type { Connection } from "../feed/connection.ts";
import type { SyncActions } from "../feed/port.ts";
import type { Layout } from "../feedback/remembered.ts";
import type { Sync } from "../hooks/context.ts";
import type { RunRow } from "../view/run-row.ts";

/** What the page knows in a scene. What is not said is as on a quiet day: live, loaded, four sources, no runs. */
export interface World {
  readonly runs?: readonly RunRow[];
  readonly sources?: readonly SourceInfo[];
  readonly connection?: Connection;
  /** Whether the first page of runs and the installation have arrived. */
  readonly loaded?: boolean;
  /** The code of why the last reading failed. */
  readonly error?: string;
  /** Whether the server has older runs. */
  readonly more?: boolean;
  /** How long ago the server was last heard of, in seconds; null for never. */
  readonly heardAgoS?: number | null;
  /** How long ago the sweep ran, in seconds. */
  readonly sweptAgoS?: number;
  /** How the results are shown where there is room for either. */
  readonly layout?: Layout;
  /** The history of the scene's first run; without it no history is ever answered. */
  readonly history?: readonly SyncRunEvent[];
  /** What the server answers; a command that is not named is never answered. */
  readonly answers?: Partial<SyncActions>;
}

/** One state of a component. */
export interface Scene {
  readonly world?: World;
  /** What the operator did before one looks; a promise is waited for. */
  readonly play?: (sync: Sync) => unknown;
  readonly draw: () => ReactNode;
  /** A selector that finds something only in this state: a scene that does not show its state is a mistake. */
  readonly shows: string;
}
