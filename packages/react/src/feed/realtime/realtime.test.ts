import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createSyncCenter, type SyncCenter } from "../center.ts";
import { type RealtimeFeedOptions, realtimeFeed } from "./index.ts";
import { operator, type Project, startProject, workedAt } from "./supabase.fixture.ts";

/** Longer than the page's longest rhythm while it polls, on a busy machine. */
const soon = { timeout: 30_000, interval: 20 };
const stops: (() => void)[] = [];
let project: Project;

beforeAll(async () => {
  project = await startProject();
});
afterAll(() => project.stop());
beforeEach(() => {
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false }));
  vi.stubGlobal("navigator", { onLine: true });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  project.realtime.reopen();
  project.realtime.deliver = () => true;
  await project.store.cancel({ all: true }, "the next test");
  await vi.waitFor(() => expect(project.realtime.joined()).toBe(0), soon);
  vi.unstubAllGlobals();
});

interface Given extends RealtimeFeedOptions {
  readonly claims?: object;
  readonly url?: string;
}

/** A page that an operator has open. */
async function page({ claims = operator, url, ...options }: Given = {}): Promise<SyncCenter> {
  const center = createSyncCenter(realtimeFeed(project.http, await project.supabase(claims, url), options));
  stops.push(center.start());
  return center;
}
const connected = (center: SyncCenter, state: string) =>
  vi.waitFor(() => expect(center.connection.get()).toBe(state), soon);
const shows = (center: SyncCenter, id: string, row: object) =>
  vi.waitFor(() => expect(center.state.get().rows.get(id)).toMatchObject(row), soon);
/** Live, and done with the readings that begin it. */
async function live(center: SyncCenter) {
  await connected(center, "live");
  await vi.waitFor(() => expect(project.realtime.joined()).toBeGreaterThan(0), soon);
  await center.refetch();
}

it("F45 · a committed page is on the page at once, by Realtime alone: nothing is read", async () => {
  const center = await page();
  await live(center);
  const run = await workedAt(project.store, "stripe");
  await shows(center, run.id, { status: "running", total_fetched: 0 });
  const before = { ...project.http.asked };
  await run.commit("a");
  await run.commit("b");
  await shows(center, run.id, { total_fetched: 2, checkpoint: "b" });
  await run.complete();
  await shows(center, run.id, { status: "completed" });
  expect(project.http.asked).toEqual(before);
  expect(center.connection.get()).toBe("live");
});

it("F45 · the line breaks: the page reads by itself and says so; it is back, and has what it missed", async () => {
  const center = await page();
  await live(center);
  const run = await workedAt(project.store, "stripe");
  await shows(center, run.id, { total_fetched: 0 });
  project.realtime.cut();
  await connected(center, "broken");
  await run.commit("a");
  await shows(center, run.id, { total_fetched: 1 });
  await run.commit("b");
  project.realtime.deliver = () => false;
  project.realtime.reopen();
  await connected(center, "live");
  await shows(center, run.id, { total_fetched: 2 });
});

it("a channel that the server closes, as when the token has expired: the page joins again, and has what it missed", async () => {
  const center = await page();
  await live(center);
  const run = await workedAt(project.store, "stripe");
  await shows(center, run.id, { total_fetched: 0 });
  const heard = vi.spyOn(project.realtime, "deliver");
  project.realtime.dismiss();
  await run.commit("a");
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), soon);
  await vi.waitFor(() => expect(project.realtime.joined()).toBe(1), soon);
  await connected(center, "live");
  await shows(center, run.id, { total_fetched: 1 });
});

it("F45 · a project without Realtime: the page reads every few seconds, and says so", async () => {
  const center = await page({ url: "http://127.0.0.1:1" });
  await connected(center, "broken");
  const run = await workedAt(project.store, "paypal");
  await shows(center, run.id, { status: "running" });
  await run.complete();
  await shows(center, run.id, { status: "completed" });
  expect([center.connection.get(), center.state.get().error]).toEqual(["broken", null]);
});

it("F58 · whoever is no operator hears nothing, whatever he may read", async () => {
  const heard = vi.spyOn(project.realtime, "deliver");
  const center = await page({ claims: { app_metadata: { role: "customer" } } });
  await connected(center, "broken");
  const run = await workedAt(project.store, "paypal");
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), soon);
  expect(project.realtime.joined()).toBe(0);
  await shows(center, run.id, { status: "running" });
});

it("a message that got lost shows in the next one: everything is read once", async () => {
  const center = await page();
  await live(center);
  const [one, other] = [await workedAt(project.store, "stripe"), await workedAt(project.store, "paypal")];
  await shows(center, other.id, { total_fetched: 0 });
  let lost = 0;
  project.realtime.deliver = () => {
    lost += 1;
    return false;
  };
  await one.commit("a");
  await other.complete();
  await vi.waitFor(() => expect(lost).toBe(2), soon);
  expect(center.state.get().rows.get(other.id)).toMatchObject({ status: "running" });
  project.realtime.deliver = () => true;
  await one.commit("b");
  await shows(center, one.id, { total_fetched: 2 });
  await shows(center, other.id, { status: "completed" });
});

it("Realtime that says nothing of what a reading finds is as good as none, until it speaks again", async () => {
  const center = await page({ graceMs: 100 });
  await live(center);
  project.realtime.deliver = () => false;
  const run = await workedAt(project.store, "stripe");
  expect(center.connection.get()).toBe("live");
  await center.refetch();
  await connected(center, "broken");
  project.realtime.deliver = () => true;
  await run.commit("a");
  await connected(center, "live");
  await shows(center, run.id, { total_fetched: 1 });
});

it("a run that is too large for a message is read", async () => {
  const center = await page();
  await live(center);
  const run = await workedAt(project.store, "ghl");
  await shows(center, run.id, { total_fetched: 0 });
  const before = project.http.asked.run;
  const checkpoint = "x".repeat(20_000);
  await run.commit(checkpoint);
  await shows(center, run.id, { total_fetched: 1, checkpoint });
  expect(project.http.asked.run).toBe(before + 1);
});

it("a page that nobody sees leaves the channel, and joins it again when it is shown", async () => {
  const center = await page();
  await live(center);
  const show = (hidden: boolean) => {
    Object.assign(document, { hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  show(true);
  show(false);
  show(true);
  await vi.waitFor(() => expect(project.realtime.joined()).toBe(0), soon);
  const run = await workedAt(project.store, "manychat");
  show(false);
  await connected(center, "live");
  await run.commit("a");
  await shows(center, run.id, { total_fetched: 1 });
  expect(project.realtime.joined()).toBe(1);
});

it("a run goes on where realtime.send raises, and the page shows it all the same", async () => {
  const center = await page({ graceMs: 100 });
  await live(center);
  const send = "realtime.send(jsonb, text, text, boolean)";
  await project.sql(`alter function ${send} rename to send_of_theirs;
    create function realtime.send(payload jsonb, event text, topic text, private boolean) returns void language plpgsql
    as $$ begin raise exception 'no'; end $$`);
  const run = await workedAt(project.store, "stripe");
  expect(await run.commit("a")).toMatchObject({ total_fetched: 1 });
  await center.refetch();
  await connected(center, "broken");
  await run.complete();
  await shows(center, run.id, { status: "completed" });
  await project.sql(`drop function ${send}; alter function realtime.send_of_theirs rename to send`);
});
