import type { FunctionsDeps } from "../deps.ts";

/** Why a schedule starts nothing here: a source that this version does not have, or one without credentials. */
export function refusalOf({ sources, connectionOf }: Pick<FunctionsDeps, "sources" | "connectionOf">) {
  return (name: string): "unknown" | "unconfigured" | undefined => {
    const source = sources.find(({ manifest }) => manifest.name === name);
    if (source === undefined) return "unknown";
    return connectionOf(source.manifest).kind === "unconfigured" ? "unconfigured" : undefined;
  };
}
