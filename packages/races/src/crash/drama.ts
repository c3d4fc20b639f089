import type { FaultRule } from "@sincro/fakes";
import { isTerminal } from "@sincro/machine";
import fc from "fast-check";
import { expect } from "vitest";
import { heal } from "./heal.ts";
import type { Stage } from "./stage.ts";
import { runOf, type Sync } from "./sync.ts";
import type { WorkerProcess } from "./worker-process.ts";

/** Something that happens to a sync. */
export type Accident =
  | { readonly kind: "kill" | "power cut" | "kill and power cut" | "freeze"; readonly at: string }
  | { readonly kind: "provider"; readonly rule: FaultRule };

type Strike = Extract<Accident, { at: string }>;

const rules: readonly FaultRule[] = [
  { kind: "closed", every: 2, times: 3 },
  { kind: "truncated", every: 3, times: 2 },
  { kind: "malformed", every: 2, times: 2 },
  { kind: "repeated", every: 4, times: 1 },
  { kind: "status", status: 503, every: 3, times: 3 },
  { kind: "rate_limited", retryAfterS: 0, every: 2, times: 2 },
];

/** Any accident, at any of these steps. */
export function accidents(steps: readonly string[]): fc.Arbitrary<Accident> {
  const kinds = ["kill", "power cut", "kill and power cut", "freeze"] as const;
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom(...kinds), at: fc.constantFrom(...steps) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("provider" as const), rule: fc.constantFrom(...rules) }) },
  );
}

/**
 * One sync and its accidents, one after the other. Who is killed or frozen is replaced by a worker that knows nothing
 * but the request; the next accident is that one's.
 */
export class Drama {
  readonly #stage: Stage;
  readonly #sync: Sync;
  readonly #frozen: { readonly worker: WorkerProcess; readonly thaw: () => void }[] = [];
  #worker: WorkerProcess | undefined;
  #waits = false;

  constructor(stage: Stage, sync: Sync) {
    this.#stage = stage;
    this.#sync = sync;
  }

  /** Plays it to the end; answers how many accidents struck: a step may not be reached any more. */
  async play(accidents: readonly Accident[]): Promise<number> {
    const rules = accidents.flatMap((accident) => (accident.kind === "provider" ? [accident.rule] : []));
    const strikes = accidents.filter((accident): accident is Strike => accident.kind !== "provider");
    this.#stage.fake.faults.set({ rules });
    let struck = rules.length;
    for (const strike of strikes) {
      if (!(await this.#reaches(strike.at))) break;
      struck += 1;
      await this.#strike(strike);
    }
    await this.#goOn();
    await this.#thaw();
    return struck;
  }

  /** Whether the worker of the moment comes as far as this step before its part is over. */
  async #reaches(step: string): Promise<boolean> {
    return (await this.#order(step)).kind === "at";
  }

  async #order(stopAt?: string) {
    this.#worker ??= await this.#stage.worker();
    this.#worker.order(this.#waits ? { kind: "go", stopAt } : { kind: "sync", ...this.#sync, stopAt });
    const told = await this.#worker.word();
    this.#waits = told.kind === "at";
    return told;
  }

  async #strike({ kind }: Strike): Promise<void> {
    const worker = this.#worker as WorkerProcess;
    if (kind === "freeze") this.#frozen.push({ worker, thaw: worker.freeze() });
    if (kind.startsWith("kill")) await worker.kill();
    if (kind.endsWith("power cut")) await this.#stage.powerCut();
    if (kind === "power cut") return;
    if (kind !== "freeze") await this.#stage.untilForgotten(worker);
    this.#worker = undefined;
    this.#waits = false;
    await this.#stage.letTimePass();
  }

  /** No more accidents: the worker of the moment goes on, and if that is not enough a healthy one. */
  async #goOn(): Promise<void> {
    const over = async () => isTerminal((await runOf(this.#stage, this.#sync))?.status ?? "running");
    if (this.#waits || !(await over())) await this.#order();
    if (await over()) return;
    this.#stage.fake.faults.clear();
    await this.#stage.letTimePass();
    await heal(this.#stage, this.#sync);
  }

  /** Whoever was frozen wakes up, after the end: it must change nothing. */
  async #thaw(): Promise<void> {
    const ended = await runOf(this.#stage, this.#sync);
    for (const { worker, thaw } of this.#frozen) {
      thaw();
      worker.order({ kind: "go" });
      await worker.expect("done");
    }
    expect(await runOf(this.#stage, this.#sync)).toEqual(ended);
  }

  /** Sends every worker home. */
  async end(): Promise<void> {
    for (const { thaw, worker } of this.#frozen) {
      thaw();
      await worker.end();
    }
    await this.#worker?.end();
  }
}
