import { readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type EmbeddedPostgres,
  embeddedOwner,
  isEmbeddedFailed,
  isEmbeddedInUse,
  startEmbeddedPostgres,
} from "./index.ts";
import { newFolder, query } from "./owner.test-kit.ts";

let dir: string;
let database: EmbeddedPostgres;

beforeAll(async () => {
  dir = await newFolder();
  await writeFile(join(dir, "postgres.init-left-by-a-crash"), "");
  database = await startEmbeddedPostgres({ dir });
});
afterAll(async () => {
  await database.stop();
  await rm(dir, { recursive: true });
});

describe("an embedded PostgreSQL", () => {
  it("leaves in its folder what it needs, and clears what a crash in the middle of the first use had left", async () => {
    const files = ["owner.1.json", "postgres", "postgres.json", "postgres.log"];
    expect((await readdir(dir)).sort()).toEqual(files);
  });

  it("is PostgreSQL 18 in UTF-8 with checksums, and its commits are durable", async () => {
    expect(database.version).toMatch(/^18\.\d+$/);
    const names = ["server_encoding", "data_checksums", "fsync", "synchronous_commit", "full_page_writes", "TimeZone"];
    const [row] = await query(
      database.url,
      `select ${names.map((it) => `current_setting('${it}')`).join(" || ' ' || ")} as it`,
    );
    expect(row?.it).toBe("UTF8 on on on on UTC");
    expect(
      await query(database.url, "select datlocale, lower('ÁÑ') from pg_database where datname = 'sincro'"),
    ).toEqual([{ datlocale: "C.UTF-8", lower: "áñ" }]);
  });

  it("listens on 127.0.0.1 alone and wants its password, which only this user may read", async () => {
    expect(await query(database.url, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
    expect(await query(database.url, "show unix_socket_directories")).toEqual([{ unix_socket_directories: "" }]);
    const { password } = new URL(database.url);
    await expect(query(database.url.replace(password, "guess"), "select 1")).rejects.toMatchObject({ code: "28P01" });
    expect((await stat(join(dir, "postgres.json"))).mode & 0o777).toBe(0o600);
  });

  it("tells a second start who owns it and where, without showing the password", async () => {
    await database.setInfo({ page: "http://127.0.0.1:4321/" });
    const error = await startEmbeddedPostgres({ dir }).catch((it: unknown) => it);
    expect(isEmbeddedInUse(error) && error).toMatchObject({
      code: "embedded_in_use",
      pid: process.pid,
      port: database.port,
      info: { page: "http://127.0.0.1:4321/" },
      url: database.url,
    });
    const { password } = new URL(database.url);
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain(password);
    expect(await embeddedOwner(dir)).toMatchObject({ pid: process.pid, url: database.url });
  });

  it("keeps data and address over a restart, and says when nobody runs it", async () => {
    const { url } = database;
    await query(url, "create table kept as select 42 as answer");
    await database.stop();
    await database.stop();
    await database.exited;
    expect(await embeddedOwner(dir)).toBeUndefined();
    await expect(query(url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    database = await startEmbeddedPostgres({ dir });
    expect(database.url).toBe(url);
    expect(await query(url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("moves to another port when its own is taken, and refuses one that was asked for", async () => {
    const { port } = database;
    await database.stop();
    const squatter = await squat(port);
    const heard: string[] = [];
    const refused = await startEmbeddedPostgres({ dir, port }).catch((it: unknown) => it);
    database = await startEmbeddedPostgres({ dir, log: (line) => heard.push(line) });
    await new Promise((resolve) => squatter.close(resolve));
    expect(isEmbeddedFailed(refused) && refused.reason).toBe("port_taken");
    expect(database.port).not.toBe(port);
    expect(heard).toEqual([`port ${port} is taken: using ${database.port}`]);
    expect(await query(database.url, "select answer from kept")).toEqual([{ answer: 42 }]);
    await database.stop();
    const moved = database.port;
    database = await startEmbeddedPostgres({ dir });
    expect(database.port).toBe(moved);
  });

  it("says what the server said when it does not start, and gives the folder free again", async () => {
    await database.stop();
    const conf = join(dir, "postgres", "postgresql.auto.conf");
    await writeFile(conf, "shared_buffers = nonsense\n");
    const error = await startEmbeddedPostgres({ dir }).catch((it: unknown) => it);
    await writeFile(conf, "");
    expect(isEmbeddedFailed(error) && error.reason).toBe("start_failed");
    expect(String(error)).toContain('invalid value for parameter "shared_buffers"');
    database = await startEmbeddedPostgres({ dir });
  });

  it("refuses data of another major version, and data whose password is lost", async () => {
    await database.stop();
    const version = join(dir, "postgres", "PG_VERSION");
    await writeFile(version, "17\n");
    const older = await startEmbeddedPostgres({ dir }).catch((it: unknown) => it);
    await writeFile(version, "18\n");
    expect(isEmbeddedFailed(older) && older.reason).toBe("version_mismatch");

    const settings = join(dir, "postgres.json");
    await rename(settings, `${settings}.away`);
    const lost = await startEmbeddedPostgres({ dir }).catch((it: unknown) => it);
    await rename(`${settings}.away`, settings);
    expect(isEmbeddedFailed(lost) && lost.reason).toBe("settings_lost");
    database = await startEmbeddedPostgres({ dir });
  });
});

function squat(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
