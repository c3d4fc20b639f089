import { type TestDatabase, testDatabase } from "@sincro/store/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Serving, startServe, temporaryHome, token } from "../e2e/serve.fixture.ts";
import { startLoad } from "./load.fixture.ts";
import { growthMb, residentMb } from "./memory.fixture.ts";

/** How long, in seconds; `npm run prove` takes ten minutes. */
const seconds = Number(process.env.SINCRO_SOAK_S ?? 8);
/** What caches, prepared statements and the heap's own rhythm may add while it runs. */
const allowedMb = 48;
/** No server of this size may come near. */
const mostMb = 700;

let home: Awaited<ReturnType<typeof temporaryHome>>;
let database: TestDatabase;
let server: Serving;

beforeAll(async () => {
  home = await temporaryHome();
  database = await testDatabase();
  const keep = { SINCRO_KEEP: "1h", SINCRO_SIGNING_KEY: "soak-signing-key-that-nobody-may-see-0123" };
  server = await startServe(home.dir, { DATABASE_URL: database.url, ...keep });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await home.remove();
});

it.runIf(process.platform === "linux")(
  "memory stays bounded under load of every kind, nothing breaks, and the server lives",
  async () => {
    const load = startLoad(server.origin, server.client, token);
    const samples: number[] = [];
    // The first part is warming up: code is compiled, pools are filled.
    const warmMs = Math.min(30_000, (seconds * 1_000) / 3);
    await new Promise((resolve) => setTimeout(resolve, warmMs));
    const end = performance.now() + seconds * 1_000 - warmMs;
    while (performance.now() < end) {
      samples.push(residentMb(server.pid));
      await new Promise((resolve) => setTimeout(resolve, Math.min(1_000, seconds * 20)));
    }
    await load.stop();
    const asked = [...load.answers.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `proof: ${seconds} s of load, ${asked.toLocaleString("en")} answers, at most ${Math.round(Math.max(...samples))} MB, ${Math.round(growthMb(samples))} MB more at the end`,
    );
    expect(load.broken.slice(0, 5)).toEqual([]);
    expect(load.answers.get(200)).toBeGreaterThan(10);
    expect(load.answers.get(413)).toBeGreaterThan(0);
    // In a few seconds a process is still finding its size: what it holds at most is all that they can show.
    if (seconds >= 120) expect(growthMb(samples)).toBeLessThan(allowedMb);
    expect(Math.max(...samples)).toBeLessThan(mostMb);
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  },
  seconds * 1_000 + 120_000,
);
