import type { Scheduler } from "fast-check";
import type { Sight } from "./sight.ts";

/** By what right a worker writes: the run that it holds, under which fence, as which slice. */
export interface Right {
  readonly runId: string;
  readonly fence: number;
  readonly worker: string;
}

/** Something that is asked of the store, as the wire carries it. */
interface Asked<T> {
  /** In an operator's words: "starts", "commits page 1". */
  readonly does: string;
  readonly ask: () => Promise<T>;
  /** The answer in words. */
  readonly said: (answer: T) => string;
  readonly right?: Right | undefined;
}

/** One thing that the store did, with what the scope was before and after it. */
export interface Step {
  readonly who: string;
  readonly does: string;
  readonly said: string;
  readonly answer: unknown;
  readonly right?: Right | undefined;
  readonly before: Sight;
  readonly after: Sight;
}

/** Carries a request to the store and its answer back; both take as long as the scheduler wants. */
export type Wire = <T>(asked: Asked<T>) => Promise<T>;

/** Sees each step as it is done. A step that breaks a promise throws. */
export interface Watch {
  see(): Promise<Sight>;
  onStep(step: Step): void;
}

/**
 * The wires of one history. What arrives at the store is done at once and whole, in the order of arrival, and looked
 * at before and after; when a request arrives, and when its answer does, fast-check decides.
 */
export function wires({ see, onStep }: Watch, scheduler: Scheduler): (who: string, note?: string) => Wire {
  let last: Promise<unknown> = Promise.resolve();
  let sight: Sight | undefined; // nothing changes but over these wires: what was after one step is before the next
  const alone = <T>(deed: () => Promise<T>): Promise<T> => {
    const done = last.then(deed, deed);
    last = done.catch(() => undefined);
    return done;
  };
  return (who, note) =>
    async <T>({ does, ask, said, right }: Asked<T>) => {
      const words = note === undefined ? does : `${does} ${note}`;
      await scheduler.schedule(Promise.resolve(), `${who} asks: ${words}`);
      const done = alone(async () => {
        const before = sight ?? (await see());
        const answer = await ask();
        const after = await see();
        sight = after;
        onStep({ who, does: words, said: said(answer), answer, right, before, after });
        return answer;
      });
      return await scheduler.schedule(done, `${who} hears: ${words}`);
    };
}
