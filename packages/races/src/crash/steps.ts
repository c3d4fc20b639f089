import { setImmediate as turn } from "node:timers/promises";

/** Whether a step is the one that is meant, or a later one of the same kind and moment. */
export function reached(step: string, meant: string): boolean {
  const [[kind, n, moment], [meantKind, meantN, meantMoment]] = [step.split(" "), meant.split(" ")];
  return (
    kind === meantKind && moment === meantMoment && Number.parseInt(n ?? "", 10) >= Number.parseInt(meantN ?? "", 10)
  );
}

/**
 * The observable steps of a worker, by name: `COMMIT 2: sent` is the second page on its way to the database. Names
 * count by kind, so that they are the same in every run of the same sync, whatever overtakes what.
 */
export class Steps {
  /** Those passed so far, in order. */
  passed: string[] = [];
  readonly #counts = new Map<string, number>();
  readonly #act: (step: string) => Promise<void>;
  #requests = 0;
  #idle = Promise.withResolvers<void>();

  /** @param act called at each step, and waited for: the place to die, to wait, or to do something beside */
  constructor(act: (step: string) => Promise<void>) {
    this.#act = act;
  }

  /** The name of the next thing of a kind: `COMMIT 2`. */
  next(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return `${kind} ${count}`;
  }

  /** A new sync: everything is counted anew. */
  restart(): void {
    this.passed = [];
    this.#counts.clear();
  }

  async pass(step: string): Promise<void> {
    this.passed.push(step);
    await this.#act(step);
  }

  /** Counts a request to the provider as under way until `settled` resolves. */
  async duringRequest<T>(ask: () => Promise<T>): Promise<T> {
    this.#requests += 1;
    try {
      return await ask();
    } finally {
      this.#requests -= 1;
      if (this.#requests === 0) {
        this.#idle.resolve();
        this.#idle = Promise.withResolvers();
      }
    }
  }

  /**
   * Resolves when no request is under way. A source asks one page ahead; a commit that waits for that request makes
   * one order of all steps, and a step that was counted once is met each time.
   */
  async providerIdle(): Promise<void> {
    for (let turns = 0; turns < 3; turns += 1) await turn();
    while (this.#requests > 0) await this.#idle.promise;
  }
}
