import type { SyncRunRow } from "@sincro/machine";
import { expect, it } from "vitest";
import { StoreError } from "../errors.ts";
import { memoryStore } from "../memory/index.ts";
import type { Arguments, Rpc } from "./rpc.ts";
import { rpcStore } from "./rpc-store.ts";

const stripe = { source: "stripe" };

async function someRun(): Promise<SyncRunRow> {
  const answer = await memoryStore().start(stripe);
  return (answer as { readonly run: SyncRunRow }).run;
}

/** A database that answers each call with the next of these, in turn; an error is thrown. */
function answering(...answers: readonly unknown[]) {
  const sent: Arguments[] = [];
  const next = async () => {
    const answer = answers[sent.length - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const rpc: Rpc = {
    call: (_, args) => {
      sent.push(args);
      return next();
    },
    run: async () => answers[0],
    events: async () => [],
    runs: async () => answers,
    close: async () => {},
  };
  return { store: rpcStore(rpc), sent };
}

it("a start without a request id gets one, and keeps it when it is repeated", async () => {
  const run = await someRun();
  const cut = new StoreError("store_unreachable", "cut off");
  const { store, sent } = answering(cut, { outcome: "started", repeated: true, run, cancelled: [] });
  expect(await store.start(stripe)).toMatchObject({ outcome: "started", run });
  expect(sent.map((args) => args.p_request_id)).toEqual([
    expect.stringMatching(/^[0-9a-f-]{36}$/),
    sent[0]?.p_request_id,
  ]);
});

it("times of any offset come out in UTC; columns of other code are dropped", async () => {
  const run = await someRun();
  const { store } = answering({ ...run, started_at: "2026-11-24T12:00:00.25+02:00", their_column: 1 });
  const read = await store.get(run.id);
  expect(read).toEqual({ ...run, started_at: "2026-11-24T10:00:00.250Z" });
});

it("F23 · a status that this version does not know is shown as it stands, and hides no other row", async () => {
  const run = await someRun();
  const odd = { ...run, id: crypto.randomUUID(), status: "canceled" };
  const { store } = answering(odd, run);
  expect((await store.list()).runs).toEqual([odd, run]);
  expect(await store.get(odd.id)).toEqual(odd);
});

it.for([
  ["an unknown status", { status: "paused" }, "run.status"],
  ["a missing column", { fence: undefined }, "run.fence"],
  ["a time that is none", { due_at: "secret" }, "run.due_at"],
] as const)("F57 · %s is a mismatch that names the field and shows no value", async ([, fault, field]) => {
  const run = await someRun();
  const { store } = answering({ applied: true, reason: null, run: { ...run, ...fault } });
  const failure = await store.send(run.id, { type: "CLAIM", worker: "w1" }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "store_mismatch", message: expect.stringContaining(field) });
  expect(String(failure)).not.toMatch(/secret|paused/);
});

it.for([undefined, null, "ok", { outcome: "queued" }])("F10 · %o is no answer to a start", async (answer) => {
  const { store } = answering(answer);
  await expect(store.start(stripe)).rejects.toMatchObject({ code: "store_mismatch" });
});
