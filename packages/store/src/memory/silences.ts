import type { Tables } from "./tables.ts";

/** How many workers lost their runs in the last so many milliseconds. A run under the fence of its start had none. */
export function silences({ events, now }: Tables, withinMs: number): number {
  const since = Date.parse(now()) - withinMs;
  return [...events.values()].flat().filter(({ event, applied, from_status, fence, at }) => {
    return event === "EXPIRE" && applied && from_status === "running" && fence > 2 && Date.parse(at) > since;
  }).length;
}
