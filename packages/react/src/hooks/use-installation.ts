import type { SourceInfo } from "@sincro/client";
import { policy as builtIn, type Policy } from "@sincro/machine";
import type { Sweep } from "../view/sweep.ts";
import { useSync } from "./context.ts";
import { useObservable } from "./use-observable.ts";

/** What the page knows of the installation. */
export interface Installation {
  readonly loaded: boolean;
  readonly policy: Policy;
  readonly sources: readonly SourceInfo[];
  readonly sweep: Sweep;
}

const none: readonly SourceInfo[] = [];

/** The policy in force, the sources, and when the sweep last ran. */
export function useInstallation(): Installation {
  const { installation } = useObservable(useSync().center.state);
  if (installation === null) {
    return { loaded: false, policy: builtIn, sources: none, sweep: { sweptAt: null, saidAt: 0 } };
  }
  const { policy, sources, sweptAt, now } = installation;
  return {
    loaded: true,
    policy,
    sources,
    sweep: { sweptAt: sweptAt === null ? null : Date.parse(sweptAt), saidAt: Date.parse(now) },
  };
}
