import { MigrationChanged, SchemaTooNew } from "./errors.ts";
import { type Migration, versionOf } from "./migrations.ts";

/** A row of `sync_migrations`. */
export interface Applied {
  readonly name: string;
  readonly sha256: string;
}

/**
 * What is still to be applied, in order.
 *
 * @throws SchemaTooNew, MigrationChanged
 */
export function pending(known: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  const newestKnown = known.at(-1)?.version ?? 0;
  const files = new Map(known.map((it) => [it.name, it]));
  const byVersion = applied.toSorted((a, b) => versionOf(a.name) - versionOf(b.name));
  const newest = byVersion.at(-1);
  if (newest && versionOf(newest.name) > newestKnown) throw new SchemaTooNew(newest.name, newestKnown);
  for (const { name, sha256 } of byVersion) {
    const file = files.get(name);
    if (!file) throw new MigrationChanged(name, "missing");
    if (file.sha256 !== sha256) throw new MigrationChanged(name, "edited");
  }
  const rest = known.filter(({ name }) => !applied.some((it) => it.name === name));
  const inserted = rest.find(({ version }) => newest && version < versionOf(newest.name));
  if (inserted) throw new MigrationChanged(inserted.name, "inserted");
  return rest;
}
