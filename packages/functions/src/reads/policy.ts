import type { PolicyAnswer } from "@sincro/client";
import type { Handler } from "../http/call.ts";
import { json } from "../http/json.ts";

/** `GET sync-runs/policy`: the numbers in force, the sources, the versions, and when the sweep last ran. */
export const readPolicy: Handler = async ({ deps }) => {
  const { now, policy, sweptAt, schemaVersion } = await deps.store.status();
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
  return json({ now, policy, sweptAt, version: deps.version, schemaVersion, sources } satisfies PolicyAnswer);
};
