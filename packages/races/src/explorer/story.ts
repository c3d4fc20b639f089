import type { Stop } from "./cast.ts";
import type { Broken } from "./explore.ts";

const stopped = (stop: Stop, statements: ReadonlyMap<string, string>): string => {
  switch (stop.kind) {
    case "paused":
      return `stops before ${stop.where} ${statements.get(stop.where) ?? ""}`;
    case "blocked":
      return `waits for ${stop.by.join(" and ")}`;
    case "answered":
      return stop.answer.ok
        ? JSON.stringify(stop.answer.rows).slice(0, 200)
        : `${stop.answer.code} ${stop.answer.message}`;
  }
};

/** A broken schedule as lines T0, T1, … */
export function story({ timeline, violations }: Broken, statements: ReadonlyMap<string, string>): string {
  return [
    ...timeline.map(({ t, actor, say, step, stop }) => `T${t} ${actor} ${step} ${say}: ${stopped(stop, statements)}`),
    ...violations.map(({ invariant, detail }) => `${invariant}: ${detail}`),
  ].join("\n");
}
