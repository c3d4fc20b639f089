import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { embeddedOwner, startEmbeddedPostgres } from "./index.ts";
import { forkOwner, gone, keeperOf, newFolder, nextWord, postmasterOf, query } from "./owner.test-kit.ts";
import { bornAt } from "./process-id.ts";
import { serverUser } from "./server-user.ts";

let dir: string;
let rows = 0;

beforeAll(async () => {
  dir = await newFolder();
  const database = await startEmbeddedPostgres({ dir });
  await query(database.url, "create table kept (n int)");
  await database.stop();
});
afterAll(() => rm(dir, { recursive: true }));

/** After every death: the next start is an ordinary one, has every commit, and leaves nothing running. */
afterEach(async () => {
  const database = await startEmbeddedPostgres({ dir });
  expect(await query(database.url, "select count(*)::int as n from kept")).toEqual([{ n: rows }]);
  const server = await postmasterOf(dir);
  await database.stop();
  expect(bornAt(server)).toBeUndefined();
});

async function ownerWithACommit(behaviour?: string) {
  const { child, told } = await forkOwner(dir, behaviour);
  if (told.kind !== "running") throw new Error(told.kind);
  await query(told.url, "insert into kept values (1)");
  rows += 1;
  return { child, url: told.url, server: await postmasterOf(dir) };
}

describe("the server of an owner that", () => {
  it.each(["SIGKILL", "SIGTERM", "SIGINT"] as const)("dies of %s ends too", async (signal) => {
    const { child, server } = await ownerWithACommit();
    child.kill(signal);
    await gone(server);
    expect(await embeddedOwner(dir)).toBeUndefined();
  });

  it("dies of its own exception ends too", async () => {
    const { child, told } = await forkOwner(dir, "throws");
    expect(told.kind).toBe("running");
    await gone(child.pid ?? 0);
    const left = await postmasterOf(dir).catch(() => undefined);
    if (left !== undefined) await gone(left);
  });

  it("hears Ctrl-C with its whole group still answers while the owner drains its work", async () => {
    const { child } = await ownerWithACommit("drains");
    const word = nextWord(child);
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect(await word).toEqual({ kind: "drained", rows: 1 });
  });

  it("dies together with the keeper is orphaned; the next start stops it and keeps the address", async () => {
    const { child, server, url } = await ownerWithACommit();
    const keeper = keeperOf(dir);
    process.kill(keeper, "SIGKILL");
    await gone(keeper);
    child.kill("SIGKILL");
    await gone(child.pid ?? 0);
    await query(url, "insert into kept values (2)"); // it lives, and writes
    rows += 1;

    const heard: string[] = [];
    const database = await startEmbeddedPostgres({ dir, log: (line) => heard.push(line) });
    expect(heard).toEqual(["stopped the PostgreSQL that a killed process had left running"]);
    expect(database.url).toBe(url);
    expect(bornAt(server)).toBeUndefined();
    await database.stop();
  });

  it("was killed a moment ago, and is still shutting down, is waited for", async () => {
    const { child } = await ownerWithACommit();
    child.kill("SIGKILL");
    await gone(child.pid ?? 0);
    const database = await startEmbeddedPostgres({ dir });
    await database.stop();
  });
});

describe("a start", () => {
  it("wins alone when six are made at once, also over a dead owner's lock", async () => {
    const { child } = await ownerWithACommit();
    child.kill("SIGKILL");
    await gone(child.pid ?? 0);
    const owners = await Promise.all(Array.from({ length: 6 }, () => forkOwner(dir)));
    const winners = owners.filter(({ told }) => told.kind === "running");
    expect(winners).toHaveLength(1);
    const winner = winners[0]?.child.pid;
    const losers = owners.flatMap(({ told }) => (told.kind === "in use" ? told.pid : []));
    expect(losers).toEqual(Array(5).fill(winner));
    winners[0]?.child.kill("SIGKILL");
    await gone(winner ?? 0);
  });

  it("recovers after the server alone was killed, with sessions open", async () => {
    const { child, server, url } = await ownerWithACommit();
    const clients = await Promise.all(Array.from({ length: 8 }, () => connected(url)));
    process.kill(server, "SIGKILL");
    child.kill("SIGKILL");
    await gone(child.pid ?? 0);
    const database = await startEmbeddedPostgres({ dir });
    await database.stop();
    await Promise.all(clients.map((client) => client.end()));
  });

  it("is not misled by a postmaster.pid whose number another process has now", async () => {
    const { child, server } = await ownerWithACommit();
    const pidFile = join(dir, "postgres", "postmaster.pid");
    const lines = (await readFile(pidFile, "utf8")).split("\n");
    child.kill("SIGKILL");
    await gone(server);
    // A process of the server's own user: PostgreSQL by itself refuses to start beside it.
    const stranger = spawn("sleep", ["60"], { ...serverUser(), stdio: "ignore" });
    await writeFile(pidFile, [stranger.pid, ...lines.slice(1)].join("\n"));
    const heard: string[] = [];
    const database = await startEmbeddedPostgres({ dir, log: (line) => heard.push(line) });
    expect(heard).toEqual(["recovering from a PostgreSQL that was killed"]);
    expect(bornAt(stranger.pid ?? 0)).toBeDefined();
    await database.stop();
    stranger.kill();
  });

  it("is not misled by an owner's lock whose number another process has now", async () => {
    const lock = { pid: process.pid, born: "another boot:1", since: "2026-01-01T00:00:00Z", info: {}, released: false };
    await writeFile(join(dir, "owner.999.json"), JSON.stringify(lock));
    expect(await embeddedOwner(dir)).toBeUndefined();
  });
});

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {}); // the point of the test: its server is killed
  await client.connect();
  return client;
}
