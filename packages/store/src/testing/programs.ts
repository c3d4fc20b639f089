import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundleFor } from "../server/bundle.ts";
import type { ServerUser } from "../server/server-user.ts";

/** The versions that every guarantee is tested on: the oldest that is supported, and the newest. */
export const clusters = [15, 18] as const;

/** A version of {@link clusters}. */
export type ClusterVersion = (typeof clusters)[number];

/** This machine has no such PostgreSQL. */
export class PostgresAbsent extends Error {
  override readonly name = "PostgresAbsent";
  readonly code = "postgres_absent" as const;
}

/** The programs of a version, and the flags that its `initdb` needs for C.UTF-8. */
export interface Programs {
  readonly postgres: string;
  readonly initdb: string;
  readonly flags: readonly string[];
}

/** Debian's, Red Hat's, Homebrew's. */
const PLACES_15 = ["/usr/lib/postgresql/15/bin", "/usr/pgsql-15/bin", "/opt/homebrew/opt/postgresql@15/bin"];

/** Why a version cannot be tested here; undefined when it can. */
export function whyAbsent(version: ClusterVersion): string | undefined {
  if (version === 18 || find15() !== undefined) return undefined;
  return `no PostgreSQL 15 in ${PLACES_15[0]} (Debian: apt install postgresql-15)`;
}

/**
 * Finds the programs of a version: 18 is npm's, 15 the system's.
 *
 * @throws PostgresAbsent
 */
export async function programsOf(version: ClusterVersion, user: ServerUser | undefined): Promise<Programs> {
  if (version === 18) {
    const { postgres, initdb } = await bundleFor(user);
    return { postgres, initdb, flags: ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] };
  }
  const bin = find15();
  if (bin === undefined) throw new PostgresAbsent(whyAbsent(15));
  return { postgres: join(bin, "postgres"), initdb: join(bin, "initdb"), flags: ["--locale=C.UTF-8"] };
}

function find15(): string | undefined {
  return PLACES_15.find((bin) => existsSync(join(bin, "initdb")));
}
