import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import type { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ExploreOptions, explore, type Watch } from "./explore.ts";
import type { Actor, Scenario, Scope, Statement } from "./scenario.ts";
import { openStage, type Stage } from "./stage.ts";

/** Reads a number, adds one, writes it back: the defect that everybody knows. */
const adder = (name: string, read = "select n from toy where scope = $1"): Actor => ({
  name,
  *act({ source }) {
    const answer = yield { say: "reads", sql: read, values: [source] };
    const n = answer.ok ? Number(answer.rows[0]?.n) : 0;
    yield { say: "writes", sql: "update toy set n = $2 where scope = $1", values: [source, n + 1] };
  },
});

const counts = (name: string, statements: number): Actor => ({
  name,
  *act() {
    for (let n = 1; n <= statements; n += 1) yield { say: `statement ${n}`, sql: "select 1" };
  },
});

const before = ({ source }: Scope): readonly Statement[] => [
  { say: "a counter", sql: "insert into toy values ($1, 0)", values: [source] },
];

const watchSum =
  (expected: number) =>
  ({ source }: Scope, admin: Client): Watch => ({
    step: async () => [],
    end: async () => {
      const { rows } = await admin.query<{ n: number }>("select n from toy where scope = $1", [source]);
      const n = rows[0]?.n;
      return n === expected ? [] : [{ invariant: "no update is lost", detail: `${n} instead of ${expected}` }];
    },
  });

describePostgres("the explorer on a toy", (version) => {
  let database: TestDatabase;
  let stage: Stage;

  beforeAll(async () => {
    database = await testDatabase({ version, migrate: false });
    stage = await openStage({ url: database.url, adminUrl: database.adminUrl, actors: 3, instrumented: false });
  });
  beforeEach(async () => {
    await stage.nobody.query("drop table if exists toy");
    await stage.nobody.query("create table toy (scope text primary key, n int not null)");
  });
  afterAll(async () => {
    await stage.close();
    await database.drop();
  });

  const toy = (actors: readonly Actor[], options: Partial<ExploreOptions> = {}) =>
    explore(stage, { name: "toy", before, actors } satisfies Scenario, { level: "call", ...options });

  it.for([
    { lengths: [1, 1], schedules: 2 },
    { lengths: [2, 2], schedules: 6 },
    { lengths: [3, 3], schedules: 20 },
    { lengths: [4, 2], schedules: 15 },
    { lengths: [2, 2, 2], schedules: 90 },
  ])("plays $lengths statements in exactly the $schedules orders that there are", async ({ lengths, schedules }) => {
    const orders = new Set<string>();
    let order = "";
    const watch = (): Watch => {
      order = "";
      return {
        step: async ([moment]) => {
          order += moment?.actor;
          return [];
        },
        end: async () => {
          orders.add(order);
          return [];
        },
      };
    };
    const actors = lengths.map((length, index) => counts("abc"[index] as string, length));
    expect(await toy(actors, { watch })).toMatchObject({ schedules, exhausted: true, diverged: 0 });
    expect(orders.size).toBe(schedules);
  });

  it("plays equal actors once: of the 90 orders a sixth begins in the order of their places", async () => {
    const actors = ["a", "b", "c"].map((name) => counts(name, 2));
    expect(await toy(actors, { alike: [[0, 1, 2]] })).toMatchObject({ schedules: 15, exhausted: true });
  });

  it("finds the lost update within the six schedules, and says how", async () => {
    const { violation, schedules } = await toy([adder("ana"), adder("ben")], { watch: watchSum(2) });
    expect(schedules).toBeLessThanOrEqual(6);
    expect(violation?.violations).toEqual([{ invariant: "no update is lost", detail: "1 instead of 2" }]);
    expect(violation?.timeline.map(({ t, actor, say }) => `T${t} ${actor} ${say}`)).toEqual([
      "T0 ana reads",
      "T1 ben reads",
      expect.stringMatching(/T2 (ana|ben) writes/),
      expect.stringMatching(/T3 (ana|ben) writes/),
    ]);
  });

  const transaction = (name: string, read: string): Actor => ({
    name,
    *act(scope) {
      yield { say: "begins", sql: "begin" };
      yield* adder(name, read).act(scope);
      yield { say: "commits", sql: "commit" };
    },
  });

  describe("transactions of several statements", () => {
    it("lose nothing when the row is locked; who has to wait is seen in the lock table", async () => {
      const read = "select n from toy where scope = $1 for update";
      const waits: string[] = [];
      const watch = (scope: Scope, admin: Client): Watch => ({
        step: async (moments) => {
          for (const { stop, step } of moments) {
            if (stop.kind === "blocked") waits.push(stop.by.join());
            if (step === "is let in") waits.push("let in");
          }
          return [];
        },
        end: watchSum(2)(scope, admin).end,
      });
      const found = await toy([transaction("ana", read), transaction("ben", read)], { watch });
      expect(found).toMatchObject({ exhausted: true, diverged: 0 });
      expect(found.violation).toBeUndefined();
      expect(waits).toContain("let in");
    });

    it("that lock in opposite orders are found as a deadlock", async () => {
      const both = ({ source }: Scope): readonly Statement[] =>
        ["x", "y"].map((name) => ({ say: "", sql: "insert into toy values ($1, 0)", values: [source + name] }));
      const locks = (name: string, order: readonly string[]): Actor => ({
        name,
        *act({ source }) {
          yield { say: "begins", sql: "begin" };
          for (const row of order)
            yield { say: `locks ${row}`, sql: "update toy set n = n + 1 where scope = $1", values: [source + row] };
          yield { say: "commits", sql: "commit" };
        },
      });
      const actors = [locks("ana", ["x", "y"]), locks("ben", ["y", "x"])];
      const { violation } = await explore(stage, { name: "deadlock", before: both, actors }, { level: "call" });
      expect(violation?.violations[0]?.invariant).toBe("no deadlock");
      expect(violation?.timeline.some(({ stop }) => stop.kind === "blocked")).toBe(true);
    });
  });

  it("draws schedules by a seed: others first, and in the end the same ones", async () => {
    const actors = [counts("a", 3), counts("b", 3)];
    expect(await toy(actors, { seed: 7 })).toMatchObject({ schedules: 20, exhausted: true });
    expect(await toy(actors, { seed: 7, schedules: 5 })).toMatchObject({ schedules: 5, exhausted: false });
  });

  it("calls off a schedule that does not end, says so, and can play the next", async () => {
    const forever: Actor = {
      name: "ana",
      *act({ source }) {
        yield { say: "begins", sql: "begin" };
        yield { say: "locks", sql: "update toy set n = 1 where scope = $1", values: [source] };
      },
    };
    const { violation } = await toy([forever, adder("ben")]);
    expect(violation?.violations).toEqual([{ invariant: "every call ends", detail: expect.stringContaining("ben") }]);
    expect(await toy([adder("ana")], { watch: watchSum(1) })).toMatchObject({ schedules: 1, exhausted: true });
  });

  it("says so when a bound has left schedules out", async () => {
    expect(await toy([counts("a", 3), counts("b", 3)], { schedules: 5 })).toMatchObject({
      schedules: 5,
      exhausted: false,
    });
  });
});
