import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secrets, serveAll } from "../serve/served.fixture.ts";
import { oddBytes } from "./odd-http.fixture.ts";
import { sendRaw } from "./raw.fixture.ts";

/** How many rounds; each sends some requests at once. `SINCRO_FUZZ_RUNS=2000` for a long one. */
const rounds = Number(process.env.SINCRO_FUZZ_RUNS ?? 60);
const plenty = { burst: 1e9, perSecond: 1e9 };
let sent = 0;
afterAll(() => console.log(`proof: ${sent.toLocaleString("en")} odd requests over real HTTP`));

describe("whatever comes over the wire", () => {
  let served: Awaited<ReturnType<typeof serveAll>>;
  beforeAll(async () => {
    served = await serveAll({ allowances: { address: plenty, credential: plenty }, patienceMs: 300 });
  });
  afterAll(() => served.close());

  it("is answered in words that are known or not at all, tells no secret, and the server lives", async () => {
    const unforeseen: unknown[] = [];
    const statuses = new Set<number>();
    const note = (error: unknown) => unforeseen.push(error);
    process.on("uncaughtExceptionMonitor", note);
    const each = fc.asyncProperty(
      fc.array(oddBytes(served.routes), { minLength: 1, maxLength: 12 }),
      async (requests) => {
        const answers = await Promise.all(requests.map((bytes) => sendRaw(served.port, bytes, 100)));
        sent += requests.length;
        for (const { status, text } of answers) {
          if (status !== null) statuses.add(status);
          // A body that lies about its length gets no answer in time: that is the sender's doing.
          if (status !== null) expect(status, text).toBeLessThan(500);
          for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
          expect(text).not.toMatch(/node_modules|\n\s+at .*:\d+:\d+/);
        }
        expect(served.faults, "nothing broke on our side").toEqual([]);
        expect((await fetch(`${served.origin}/healthz`)).status).toBe(200);
      },
    );
    try {
      await fc.assert(each, { numRuns: rounds });
    } finally {
      process.off("uncaughtExceptionMonitor", note);
    }
    expect(unforeseen).toEqual([]);
    // It got as far as the handlers: some were let in, some refused, each in its own way.
    for (const status of [200, 400, 401, 404, 405]) expect([...statuses]).toContain(status);
  }, 600_000);
});
