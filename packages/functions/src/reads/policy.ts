import type { PolicyAnswer } from "@sincro/client";
import type { Handler } from "../http/call.ts";
import { json } from "../http/json.ts";

const dayMs = 86_400_000;

/** `GET sync-runs/policy`: the numbers in force, the sources, the versions, when the sweep last ran, what it found in a day. */
export const readPolicy: Handler = async ({ deps }) => {
  const { now, policy, sweptAt, schemaVersion } = await deps.store.status();
  const silences = await deps.store.silences(dayMs);
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
    };
  });
  const { version } = deps;
  return json({ now, policy, sweptAt, silences, version, schemaVersion, sources } satisfies PolicyAnswer);
};
