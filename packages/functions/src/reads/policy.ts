import type { PolicyAnswer, SourceInfo } from "@sincro/client";
import type { ScheduleRow } from "@sincro/store";
import type { Handler } from "../http/call.ts";
import { json } from "../http/json.ts";

const dayMs = 86_400_000;

/** Of a source's schedules that are on, the one that is due next. */
function nextOf(schedules: readonly ScheduleRow[], source: string): NonNullable<SourceInfo["schedule"]> | null {
  const on = schedules.filter((row) => row.source === source && row.enabled);
  const [first] = on.toSorted((a, b) => ((a.next_at ?? "9") < (b.next_at ?? "9") ? -1 : 1));
  if (first === undefined || first.next_at === null) return null;
  return { cron: first.cron, timeZone: first.time_zone, mode: first.mode, nextAt: first.next_at };
}

/** `GET sync-runs/policy`: the numbers in force, the sources, the versions, when the sweep last ran, what it found in a day. */
export const readPolicy: Handler = async ({ deps }) => {
  const { now, policy, sweptAt, schemaVersion } = await deps.store.status();
  const [silences, { schedules }] = await Promise.all([deps.store.silences(dayMs), deps.store.schedules()]);
  const sources = deps.sources.map(({ manifest }) => {
    const connection = deps.connectionOf(manifest);
    const { missing, invalid } = connection.kind === "unconfigured" ? connection : { missing: [], invalid: [] };
    return {
      name: manifest.name,
      title: manifest.title,
      functionName: manifest.functionName,
      streams: [...manifest.streams],
      configured: connection.kind === "configured",
      missing: [...missing],
      invalid: [...invalid],
      demo: connection.demo ?? false,
      schedule: nextOf(schedules, manifest.name),
    };
  });
  const { version } = deps;
  return json({ now, policy, sweptAt, silences, version, schemaVersion, sources } satisfies PolicyAnswer);
};
