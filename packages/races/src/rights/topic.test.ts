import { type Project, startProject } from "@sincro/store/supabase/testing";
import { describePostgrest, realtimeStandIn } from "@sincro/store/testing";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inDatabase } from "./callers.ts";
import { asRole, letThrough } from "./outcome.ts";
import { each } from "./page.ts";

/** A project's own policy, which lets everybody hear and speak on every topic: ours stays closed all the same. */
const openToAll = `
  create policy everybody_hears on realtime.messages for select to anon, authenticated using (true);
  create policy everybody_speaks on realtime.messages for insert to anon, authenticated with check (true);
`;

describePostgrest("who may hear of runs", (version) => {
  let project: Project;
  let session: PoolClient;

  beforeAll(async () => {
    project = await startProject(version);
    session = await project.admin.connect();
    await session.query(realtimeStandIn);
    expect((await session.query("select public.sync_live() as live")).rows).toEqual([{ live: { live: true } }]);
  });
  afterAll(async () => {
    session.release();
    await project.stop();
  });

  /** Realtime asks in this way who may join a topic: a message of the topic is written, read as the one who asks, and taken back. */
  async function may(topic: string, who: { role: string; claims: unknown }): Promise<string> {
    const message = `insert into realtime.messages (topic, extension, payload) values ($1, 'broadcast', '{}')`;
    const speaks = letThrough(await asRole(session, who, message, [topic], topic));
    await session.query(message, [topic]);
    const heard = await asRole(session, who, "select 1 from realtime.messages where topic = $1", [topic], topic);
    await session.query("delete from realtime.messages");
    const hears = heard.kind === "done" && (heard.rows as unknown[]).length > 0;
    return [...(hears ? ["hears"] : []), ...(speaks ? ["speaks"] : [])].join(", ") || "–";
  }

  async function found(topic: string) {
    const all: Record<string, string> = {};
    for (const [caller, who] of Object.entries(inDatabase)) all[caller] = await may(topic, who);
    return all;
  }

  it.for(each("Live topics"))("F58 · %s", async ([topic, cells]) => {
    expect(await found(topic)).toEqual(cells);
  });

  it("F58 · a project's policy for all topics opens its own, not ours", async () => {
    await session.query(openToAll);
    try {
      const ours = Object.fromEntries(each("Live topics"))["sincro:runs"];
      expect(await found("sincro:runs")).toEqual(ours);
      expect((await found("sincro:other"))["anon key"]).toBe("hears, speaks");
    } finally {
      await session.query(
        "drop policy everybody_hears on realtime.messages; drop policy everybody_speaks on realtime.messages",
      );
    }
  });
});
