import { randomUUID } from "node:crypto";
import { isResumable, type SyncRunRow } from "@sincro/machine";
import type { RunStore, Scope, SendAnswer, SendableEvent, StartRequest } from "@sincro/store";
import type { Deed, Delivery, Program } from "./programs.ts";

/** What an actor reaches the world by. */
export interface Reach {
  readonly scope: Scope;
  /** The store, with a note beside its words in the timeline: "(again)". */
  store(note?: string): RunStore;
  /** Lets time pass. */
  wait(ms: number): Promise<void>;
  /** Tells what run a start with this request id was answered. */
  heard(requestId: string, runId: string): void;
}

interface Held {
  readonly run: SyncRunRow;
  readonly worker: string;
  readonly fence: number;
  /** The pages that it has had confirmed. */
  readonly seq: number;
}

/** Asks as the delivery says; of two answers the one that did it. */
async function deliver<T>(how: Delivery, ask: (note?: string) => Promise<T>, did: (answer: T) => boolean): Promise<T> {
  if (how === "lost") await ask("(unanswered)");
  if (how !== "twice") return await ask(how === "lost" ? "(again)" : undefined);
  const [first, second] = await Promise.all([ask(), ask("(copy)")]);
  return did(first) ? first : second;
}

/** A worker's: who it is in the run that it holds, or believes to hold. */
class Hand {
  held: Held | undefined;
  #slices = 0;
  readonly #who: string;
  readonly #reach: Reach;

  constructor(who: string, reach: Reach) {
    this.#who = who;
    this.#reach = reach;
  }

  async claim(delivery: Delivery): Promise<void> {
    const { store, scope } = this.#reach;
    const [run] = (await store().list({ active: true, ...scope })).runs;
    if (run === undefined) return;
    this.#slices += 1;
    const worker = `${this.#who}, slice ${this.#slices}`;
    const answer = await deliver(
      delivery,
      (note) => store(note).send(run.id, { type: "CLAIM", worker }),
      ({ applied }) => applied,
    );
    const mine = answer.applied || answer.reason === "repeated";
    if (!mine || answer.run === null) return;
    this.held = { run: answer.run, worker, fence: answer.run.fence, seq: answer.run.commit_seq };
  }

  async commit(count: number, delivery: Delivery): Promise<void> {
    if (this.held === undefined) return;
    const { run, fence, worker, seq } = this.held;
    const page = seq + 1;
    // No two pages have an object in common, nor have two runs: what a run wrote can be counted.
    const records = Array.from({ length: count }, (_, index) => {
      return { object: "customer", id: `${run.id} ${fence} ${page} ${index}`, data: { page } };
    });
    const request = { runId: run.id, fence, worker, seq: page, records, checkpoint: { page, fence } };
    const answer = await deliver(
      delivery,
      (note) => this.#reach.store(note).commit(request),
      ({ applied }) => applied,
    );
    if (answer.applied || answer.reason === "repeated") this.held = { ...this.held, seq: page };
    else await this.#letGo(answer);
  }

  async tell(event: (held: Held) => SendableEvent, delivery: Delivery, ends = true): Promise<void> {
    const held = this.held;
    if (held === undefined) return;
    const answer = await deliver(
      delivery,
      (note) => this.#reach.store(note).send(held.run.id, event(held)),
      ({ applied }) => applied,
    );
    if (!answer.applied && answer.reason !== "repeated") await this.#letGo(answer);
    else if (ends) this.held = undefined;
  }

  /** A worker that is told that its right is gone says that it stopped, and holds nothing any more. */
  async #letGo({ reason }: SendAnswer): Promise<void> {
    if (this.held === undefined || (reason !== "fenced" && reason !== "terminal")) return;
    const { run, worker, fence } = this.held;
    this.held = undefined;
    await this.#reach.store().send(run.id, { type: "STOPPED", worker, fence });
  }
}

const error = { code: "provider_unavailable", message: "The provider answered 503.", retryable: true };

async function start(reach: Reach, who: string, request: Partial<StartRequest>, delivery: Delivery): Promise<void> {
  const requestId = randomUUID();
  await deliver(
    delivery,
    async (note) => {
      const answer = await reach.store(note).start({ ...reach.scope, startedBy: who, requestId, ...request });
      if (answer.outcome === "started") reach.heard(requestId, answer.run.id);
      return answer;
    },
    ({ outcome }) => outcome === "started",
  );
}

/** Sweeps; a worker that it calls for a run that is due claims, and is not heard of again. */
async function sweep({ store }: Reach, { release, calls }: Extract<Deed, { do: "sweep" }>): Promise<void> {
  const [due] = (await store().sweep(release)).due;
  if (!calls || due === undefined) return;
  await store("(a worker that it calls)").send(due.id, { type: "CLAIM", worker: `called ${randomUUID()}` });
}

/** Acts out a program. Whatever is refused, the actor goes on with what it means to do next. */
export async function act({ who, deeds }: Program, reach: Reach): Promise<void> {
  const hand = new Hand(who, reach);
  const proof = ({ fence, worker }: Held) => ({ fence, worker });
  const doOne = async (deed: Deed): Promise<unknown> => {
    switch (deed.do) {
      case "start":
        return await start(reach, who, { onConflict: deed.onConflict }, deed.delivery);
      case "resume": {
        const { runs } = await reach.store().list(reach.scope);
        const ended = runs.find(({ status }) => isResumable(status));
        return ended && (await start(reach, who, { resumeFrom: ended.id }, deed.delivery));
      }
      case "cancel":
        return await deliver(
          deed.delivery,
          (note) => reach.store(note).cancel(reach.scope, who),
          ({ length }) => length > 0,
        );
      case "claim":
        return await hand.claim(deed.delivery);
      case "commit":
        return await hand.commit(deed.records, deed.delivery);
      case "beat":
        return await hand.tell((held) => ({ type: "BEAT", ...proof(held) }), "once", false);
      case "yield":
        return await hand.tell((held) => {
          const due = new Date(Date.parse(held.run.updated_at) + deed.waitS * 1_000).toISOString();
          return { type: "YIELD", ...proof(held), reason: "rate_limited", ...(deed.waitS > 0 && { dueAt: due }) };
        }, deed.delivery);
      case "complete":
        return await hand.tell((held) => ({ type: "COMPLETE", ...proof(held), seq: held.seq }), deed.delivery);
      case "fail":
        return await hand.tell((held) => ({ type: "FAIL", ...proof(held), error }), deed.delivery);
      case "sweep":
        if (deed.afterS > 0) await reach.wait(deed.afterS * 1_000);
        return await sweep(reach, deed);
      case "wait":
        return await reach.wait(deed.s * 1_000);
    }
  };
  for (const deed of deeds) await doOne(deed);
}
