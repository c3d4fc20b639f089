import { type Cluster, type ClusterAddress, startCluster } from "./cluster.ts";
import type { ClusterVersion } from "./programs.ts";
import { makeTemplate, templateName } from "./templates.ts";

/** The clusters that the tests of a run share. */
export interface ClusterPool {
  /** The cluster of a version, started when it is first asked for. */
  cluster(version: ClusterVersion): Promise<ClusterAddress>;
  /** The name of its migrated template database, made when it is first asked for. */
  template(version: ClusterVersion): Promise<string>;
}

/** Clusters that this process starts and owns. */
export function ownPool(): ClusterPool & { stop(): Promise<void> } {
  const started = new Map<ClusterVersion, Promise<Cluster>>();
  const made = new Map<string, Promise<string>>();
  const cluster = (version: ClusterVersion) => once(started, version, () => startCluster({ version }));
  return {
    cluster,
    // By content: in watch mode an edited migration gets a template of its own.
    template: (version) => {
      const name = templateName();
      return once(made, `${version} ${name}`, async () => {
        await makeTemplate(await cluster(version), name);
        return name;
      });
    },
    stop: async () => {
      const all = await Promise.allSettled(started.values()); // one that never started needs no stop
      await Promise.all(all.flatMap((it) => (it.status === "fulfilled" ? [it.value.stop()] : [])));
    },
  };
}

function once<Key, Value>(known: Map<Key, Promise<Value>>, key: Key, make: () => Promise<Value>): Promise<Value> {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
