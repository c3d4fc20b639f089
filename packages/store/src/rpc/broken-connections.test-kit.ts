import type { Pool } from "pg";
import { afterAll, expect, it } from "vitest";
import type { RunStore } from "../port.ts";
import type { Fault } from "../testing/faults.ts";
import { type Write, writes } from "./writes.test-kit.ts";

/** A store whose connection can be broken. */
interface BrokenStore {
  readonly store: RunStore;
  breakNext(...faults: readonly Fault[]): void;
  /** Resolves when what was sent has been through the database, though nobody waits for it any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Where the tests run. */
export interface Place {
  /** As superuser. */
  readonly admin: Pool;
  /** Over a sound connection. */
  readonly store: RunStore;
  /** Gives a call this long, in milliseconds. */
  broken(timeoutMs: number): Promise<BrokenStore>;
}

/** What a hang costs the test; every other call answers in a fraction of it, and one that does not is repeated. */
const timeoutMs = 2_000;

/** Two tries at most may be lost, in whatever way. */
const everywhere: readonly (readonly Fault[])[] = [
  ["cut before"],
  ["cut answer"],
  ["cut in mid-answer"],
  ["hang before"],
  ["hang after"],
  ["late"],
  ["cut answer", "cut in mid-answer"],
];

async function expire(admin: Pool, runId: string): Promise<void> {
  const session = await admin.connect();
  try {
    await session.query("begin");
    await session.query("set local session_replication_role = replica"); // past the trigger that guards the table
    await session.query("update public.sync_runs set deadline_at = now() - interval '1 second' where id = $1", [runId]);
    await session.query("commit");
  } finally {
    session.release();
  }
}

async function found(admin: Pool, account: string) {
  const { rows } = await admin.query(
    `select to_jsonb(r) as run, (select count(*)::int from sync_records t where t.account = r.account) as records,
       (select json_agg(e.event order by e.n) from sync_run_events e where e.run_id = r.id) as history
     from sync_runs r where r.account = $1 order by r.started_at, r.id`,
    [account],
  );
  return { history: rows.map(({ history }) => history), newest: rows.at(-1)?.run, records: rows.at(-1)?.records };
}

async function check(place: Place, { prepare, answer, history, row, records = 0 }: Write, faults: readonly Fault[]) {
  const { admin, store } = place;
  const account = crypto.randomUUID();
  const site = { store, account, groupId: crypto.randomUUID(), expire: (runId: string) => expire(admin, runId) };
  const write = await prepare(site);
  const broken = await place.broken(timeoutMs);
  try {
    broken.breakNext(...faults);
    expect(await write(broken.store)).toMatchObject(answer as object);
    await broken.settled();
    const left = await found(admin, account);
    expect(left).toEqual({ history, newest: expect.objectContaining(row), records });
  } finally {
    await broken.close();
  }
}

/**
 * Registers, for each write and each moment at which its connection can break, that it is made once and answered.
 *
 * @param what the store, in words
 * @param gateway what a gateway before it may answer instead
 */
export function brokenConnections(what: string, place: () => Place, gateway: readonly Fault[] = []): void {
  const moments = [...everywhere, ...gateway.map((fault) => [fault])];
  let made = 0;
  for (const write of writes) {
    const cases = moments.map((faults) => [faults.join(", "), faults] as const);
    (write.alone ? it : it.concurrent).for(cases)(write.title, async ([, faults]) => {
      await check(place(), write, faults);
      made += 1;
    });
  }
  afterAll(() => {
    const [kinds, ways] = [writes.length, moments.length];
    console.log(
      `proof: ${made} writes made once over broken connections of ${what}: ${kinds} kinds × ${ways} ways to break`,
    );
  });

  it("F10 F42 · a write whose every answer is lost is an error, never a success; the caller's repetition finds it", async () => {
    const { broken, store } = place();
    const bad = await broken(timeoutMs);
    const request = { source: "paypal", account: crypto.randomUUID(), requestId: crypto.randomUUID() };
    bad.breakNext("cut answer", "cut answer", "cut answer");
    await expect(bad.store.start(request)).rejects.toMatchObject({ code: "store_unreachable" });
    expect(await bad.store.start(request)).toMatchObject({ outcome: "started", repeated: true });
    expect((await store.list({ account: request.account })).runs).toHaveLength(1);
    await bad.close();
  });

  it("F10 · a server that never answers is an error within three times the time", async () => {
    const bad = await place().broken(200);
    bad.breakNext("hang before", "hang before", "hang before");
    const began = performance.now();
    await expect(bad.store.status()).rejects.toMatchObject({ code: "store_unreachable" });
    expect(performance.now() - began).toBeLessThan(10_000);
    bad.breakNext("hang before", "hang before", "hang before");
    await expect(bad.store.list()).rejects.toMatchObject({ code: "store_unreachable" });
    await bad.close();
  });
}
