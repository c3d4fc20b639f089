import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { EmbeddedFailed } from "./errors.ts";

/** The user that PostgreSQL runs as: it refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who runs the server: ourselves (undefined), or, when we are root, the owner of the data folder if there is one,
 * else the system's user `postgres`, which is created if it is missing.
 *
 * @throws EmbeddedFailed `no_server_user`
 */
export function serverUser(data?: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = data === undefined ? undefined : statSync(data, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lookUp() ?? create();
}

/** May the server's user do this to `path`? Asked as that user, so that every folder above it counts. */
export function serverMay(access: "read" | "enter", path: string, user: ServerUser | undefined): boolean {
  if (user === undefined) return true;
  return spawnSync("test", [access === "read" ? "-r" : "-x", path], { ...user, cwd: "/" }).status === 0;
}

function lookUp(): ServerUser | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    const { status, stdout } = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function create(): ServerUser {
  const flags = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
  const { stderr, error } = spawnSync("useradd", [...flags, "postgres"], { encoding: "utf8" });
  const user = lookUp();
  if (user) return user;
  throw new EmbeddedFailed(
    "no_server_user",
    `PostgreSQL does not run as root, and a user "postgres" could not be created (${(error?.message ?? stderr).trim()}): run as another user`,
  );
}
