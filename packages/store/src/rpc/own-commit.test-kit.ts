import { readFileSync } from "node:fs";
import type { Pool } from "pg";
import { expect, it } from "vitest";
import { applied, claimed, page, proof, row } from "../conformance/steps.ts";
import type { RunStore } from "../port.ts";

/** A project's own table, and its own function around `sync_commit`: what docs/guides/supabase.md has people write. */
export const ownCommitSql = readFileSync(new URL("own-commit.test-kit.sql", import.meta.url), "utf8");

/** Where the tests of a function of the project's own run. */
export interface OwnCommitUnderTest {
  /** Reads and writes past the store. */
  readonly admin: Pick<Pool, "query">;
  /** A store whose pages are committed by this function. */
  store(commit: string): RunStore;
}

const orders = (...ids: readonly string[]) => ids.map((id) => ({ object: "order", id, data: { id } }));

/** Registers the tests of a store whose pages a function of the project's own commits. Each uses a scope of its own. */
export function testOwnCommit(under: () => OwnCommitUnderTest): void {
  const theirs = async () => {
    const { rows } = await under().admin.query<{ id: string }>("select id from their_orders order by id");
    return rows.map(({ id }) => id);
  };
  const fresh = async (account: string) => {
    await under().admin.query("truncate their_orders");
    const store = under().store("commit_orders");
    return { store, held: await claimed(store, { account }) };
  };

  it("F33 · their rows, the cursor and the page's number land together; none of it in sync_records", async () => {
    const { store, held } = await fresh("together");
    const run = await applied(store.commit(page(held, 1, { records: orders("a", "b"), checkpoint: "b", total: 9 })));
    expect(run).toMatchObject({ commit_seq: 1, checkpoint: "b", total_expected: 9 });
    expect(await theirs()).toEqual(["a", "b"]);
    const { rows } = await under().admin.query("select from sync_records where account = 'together'");
    expect(rows).toEqual([]);
  });

  it("F33 · when their table refuses a row, nothing of the page is there and the cursor stays", async () => {
    const { store, held } = await fresh("refused");
    const before = await row(store, held.runId);
    const bad = store.commit(page(held, 1, { records: orders("a", "bad") }));
    await expect(bad).rejects.toMatchObject({ code: "store_rejected", message: expect.stringContaining("23514") });
    expect(await theirs()).toEqual([]);
    expect(await row(store, held.runId)).toEqual(before);
    await applied(store.commit(page(held, 1, { records: orders("a") })));
  });

  it("F21 · after a cancel's answer not one row of theirs lands", async () => {
    const { store, held } = await fresh("cancelled");
    await applied(store.commit(page(held, 1, { records: orders("a") })));
    await store.cancel({ runId: held.runId }, "ana");
    expect(await store.commit(page(held, 2, { records: orders("b") }))).toMatchObject({ reason: "fenced" });
    expect(await theirs()).toEqual(["a"]);
  });

  it("F16 · a page that is sent again writes their rows once", async () => {
    const { store, held } = await fresh("again");
    await applied(store.commit(page(held, 1, { records: orders("a") })));
    await under().admin.query("delete from their_orders"); // what a second write would bring back
    expect(await store.commit(page(held, 1, { records: orders("a") }))).toMatchObject({ reason: "repeated" });
    expect(await theirs()).toEqual([]);
    await applied(store.send(held.runId, { type: "COMPLETE", ...proof(held), seq: 1 }));
  });

  it.for(["commit_nothing", "commit_badly"])("F57 · %s does not fit, and the error says what would", async (name) => {
    const { held } = await fresh(name);
    const failure = under().store(name).commit(page(held, 1));
    await expect(failure).rejects.toMatchObject({
      code: "store_mismatch",
      message: expect.stringMatching(new RegExp(`^${name}.*takes the arguments of sync_commit.*returns its answer`)),
    });
  });

  it.for(["", "Commit", "public.commit_page", 'x"; drop table their_orders; --', "a".repeat(64)])(
    "%j is no function's name",
    (name) => {
      expect(() => under().store(name)).toThrow(
        expect.objectContaining({ code: "store_rejected", message: expect.stringContaining("such as commit_page") }),
      );
    },
  );
}
