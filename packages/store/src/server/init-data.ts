import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chown, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { EmbeddedFailed } from "./errors.ts";
import { serverEnv } from "./postmaster.ts";
import type { ServerUser } from "./server-user.ts";

/** How to make a data folder. */
export interface InitData {
  readonly initdb: string;
  /** Must not exist; its parent must. */
  readonly data: string;
  readonly user: ServerUser | undefined;
  readonly superuser: string;
  readonly password: string;
  /** Locale and encoding flags differ between versions. */
  readonly flags: readonly string[];
}

/**
 * Runs `initdb` beside the data folder and renames the finished one into place: a crash leaves no half-made folder
 * under the real name. Passwords only (scram-sha-256), for every connection.
 *
 * @throws EmbeddedFailed `init_failed`
 */
export async function initData({ initdb, data, user, superuser, password, flags }: InitData): Promise<void> {
  const parent = dirname(data);
  const prefix = `${basename(data)}.init-`;
  for (const left of await readdir(parent)) {
    if (left.startsWith(prefix)) await rm(join(parent, left), { recursive: true });
  }
  const draft = join(parent, `${prefix}${randomUUID()}`);
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(draft, "password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) for (const path of [draft, passwordFile]) await chown(path, user.uid, user.gid);
  const made = join(draft, "data");
  const auth = ["--auth=scram-sha-256", `--username=${superuser}`, `--pwfile=${passwordFile}`];
  try {
    await promisify(execFile)(initdb, ["-D", made, ...auth, "--encoding=UTF8", ...flags], {
      ...user,
      cwd: "/",
      env: serverEnv,
    });
    await rename(made, data);
  } catch (cause) {
    const words = (cause as { stderr?: string }).stderr?.trim() || String(cause);
    throw new EmbeddedFailed("init_failed", `initdb failed for ${data}:\n${words}`, { cause });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
