import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { randomSecret } from "@sincro/functions";
import * as z from "zod";
import type { Home } from "./home.ts";

/** What lets an operator in and signs sessions. */
export interface Secrets {
  readonly operatorToken: string;
  readonly signingKey: string;
}

const kept = z.object({ operatorToken: z.string().min(16), signingKey: z.string().min(32) });

/** Where the secrets of the first start are, for whoever wants to paste the operator token. */
export const secretsFile = ({ dir }: Home): string => join(dir, "secrets.json");

/**
 * The secrets of the environment; what it lacks is made at the first start and kept in a file that its owner alone
 * may read. Two processes that start at once end up with the same.
 */
export async function openSecrets(home: Home): Promise<Secrets> {
  const { operatorToken, signingKey } = home.config;
  if (operatorToken !== undefined && signingKey !== undefined) return { operatorToken, signingKey };
  const own = await readOrMake(home);
  return { operatorToken: operatorToken ?? own.operatorToken, signingKey: signingKey ?? own.signingKey };
}

async function readOrMake(home: Home): Promise<Secrets> {
  await mkdir(home.dir, { recursive: true });
  try {
    const file = await open(secretsFile(home), "wx", 0o600);
    const made = { operatorToken: randomSecret(), signingKey: randomSecret() };
    await file.writeFile(`${JSON.stringify(made, null, 2)}\n`);
    await file.close();
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return kept.parse(JSON.parse(await readFile(secretsFile(home), "utf8")));
  }
}
