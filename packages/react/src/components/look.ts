import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
  WifiOff,
} from "lucide-react";
import type { Phase } from "../view/phase.ts";

/** How a phase looks: the shape of its icon, its colour, and its border. Beside them stands its word; none tells it alone. */
export interface Look {
  readonly icon: LucideIcon;
  /** Text and border. */
  readonly colour: string;
  readonly border: string;
  /** The filled part of a progress bar. */
  readonly bar: string;
  readonly spins?: boolean;
}

const continuing: Look = {
  icon: CirclePause,
  colour: "text-continuing border-continuing",
  border: "border-solid",
  bar: "text-continuing",
};

/** The look of every phase; a phase without one does not compile. */
export const looks: Record<Phase["kind"], Look> = {
  never: { icon: CircleDashed, colour: "text-idle border-idle", border: "border-dashed", bar: "text-idle" },
  queued: { icon: Hourglass, colour: "text-running border-running", border: "border-dashed", bar: "text-running" },
  running: {
    icon: LoaderCircle,
    colour: "text-running border-running",
    border: "border-solid",
    bar: "text-running",
    spins: true,
  },
  continuing,
  retrying: continuing,
  rateLimited: continuing,
  waiting: continuing,
  silent: { icon: WifiOff, colour: "text-stale border-stale", border: "border-dashed", bar: "text-stale" },
  stale: { icon: TriangleAlert, colour: "text-stale border-stale", border: "border-solid", bar: "text-stale" },
  completed: {
    icon: CircleCheck,
    colour: "text-completed border-completed",
    border: "border-solid",
    bar: "text-completed",
  },
  failed: { icon: CircleX, colour: "text-failed border-failed", border: "border-solid", bar: "text-failed" },
  cancelled: { icon: Ban, colour: "text-cancelled border-cancelled", border: "border-solid", bar: "text-cancelled" },
  unknown: {
    icon: CircleQuestionMark,
    colour: "text-failed border-failed",
    border: "border-dashed",
    bar: "text-failed",
  },
};
