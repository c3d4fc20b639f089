import { afterAll, beforeAll, expect, it } from "vitest";
import { type Serving, token } from "./serve.fixture.ts";
import { type Stage, setStage } from "./stage.fixture.ts";
import { runOver } from "./until.fixture.ts";

let stage: Stage;
let server: Serving;
beforeAll(async () => {
  stage = await setStage();
  server = await stage.serve();
});
afterAll(async () => await stage.end());

const post = (path: string, body: unknown) =>
  fetch(`${server.origin}/functions/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", connection: "close" },
    body: JSON.stringify(body),
  });

it.for([
  ["fetch-stripe", { mode: "7d" }],
  ["sync-command-center", { mode: "7d", sources: ["stripe"] }],
] as const)(
  "F14 · thirty-two starts at once through %s: one 202, the rest 409 with the winner's id and what one can do",
  async ([path, wanted]) => {
    stage.fake.gate.close();
    const answers = await Promise.all(
      Array.from({ length: 32 }, async () => {
        const response = await post(path, wanted);
        return { status: response.status, type: response.headers.get("content-type"), body: await response.json() };
      }),
    );
    const winners = answers.filter(({ status }) => status === 202);
    expect(winners).toHaveLength(1);
    const id = winners[0]?.body.runs[0].run.id;
    for (const { status, type, body } of answers.filter((answer) => answer.status !== 202)) {
      expect(status).toBe(409);
      expect(type).toContain("application/problem+json");
      expect(body).toMatchObject({
        error: "sync_already_running",
        actions: ["attach", "restart", "wait"],
      });
      // Sources without credentials are there too, as what they are.
      expect(body.runs[0]).toMatchObject({ outcome: "conflict", run: { id } });
      expect(body.runs.slice(1).filter((one: { outcome: string }) => one.outcome !== "unconfigured")).toEqual([]);
      if (path === "fetch-stripe") expect(body.existingSyncId).toBe(id);
    }
    stage.fake.gate.open();
    await runOver(server.client, id);
  },
);
