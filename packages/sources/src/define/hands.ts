import { isSourceError } from "../errors.ts";

/** What one task gave: its next value, or undefined when it has ended. */
interface Arrival<Task, Value> {
  readonly task: Task;
  readonly value: Value | undefined;
}

/** Generators that are read side by side, each value as it comes. */
export interface Hands<Task, Value> {
  /** The tasks that were taken and not dropped. */
  readonly busy: ReadonlySet<Task>;
  /** Begins a task: its first value is asked for. */
  take(task: Task): void;
  /** Asks a task for its next value. */
  ask(task: Task): void;
  /** Lets a task go: it is over. */
  drop(task: Task): void;
  /**
   * The next value of any task; null when there is nothing to wait for. After a failure that may pass, those that were
   * asked already may still answer, so that no failure of one task keeps others from getting on; then it is thrown.
   *
   * @throws what a task threw
   */
  next(): Promise<Arrival<Task, Value> | null>;
  /** Ends all generators; resolves when they have come to rest. */
  rest(): Promise<void>;
}

/** See {@link Hands}. `begin` makes the generator of a task. */
export function hands<Task, Value>(begin: (task: Task) => AsyncGenerator<Value, void, undefined>): Hands<Task, Value> {
  const generators = new Map<Task, AsyncGenerator<Value, void, undefined>>();
  const busy = new Set<Task>();
  const all: AsyncGenerator<Value, void, undefined>[] = [];
  const arrived: Arrival<Task, Value>[] = [];
  let asked = 0;
  let failure: { readonly error: unknown } | null = null;
  let wake = () => {};

  function ask(task: Task): void {
    if (failure !== null) return;
    asked += 1;
    const settled = (done: () => void) => {
      asked -= 1;
      done();
      wake();
    };
    const generator = generators.get(task) as AsyncGenerator<Value, void, undefined>;
    generator.next().then(
      ({ value }) => settled(() => arrived.push({ task, value: value as Value | undefined })),
      (error: unknown) =>
        settled(() => {
          failure ??= { error };
        }),
    );
  }

  return {
    busy,
    take(task) {
      if (failure !== null) return void busy.add(task);
      const generator = begin(task);
      generators.set(task, generator);
      all.push(generator);
      busy.add(task);
      ask(task);
    },
    ask,
    drop(task) {
      busy.delete(task);
      generators.delete(task);
    },
    async next() {
      for (;;) {
        const arrival = arrived.shift();
        if (arrival !== undefined) return arrival;
        if (failure !== null && (asked === 0 || !passing(failure.error))) throw failure.error;
        if (asked === 0) return null;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async rest() {
      await Promise.all(all.map((generator) => generator.return().catch(() => undefined)));
    },
  };
}

/** Whether others that were asked already may still answer. */
function passing(error: unknown): boolean {
  return isSourceError(error) && error.retryable;
}
