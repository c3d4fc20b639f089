import type { Choice } from "./play.ts";

/** A schedule to be played: whose turn it is, up to where it leaves the one that it was found beside. */
interface Open {
  readonly prefix: readonly number[];
  readonly preemptions: number;
}

/** Switches away from an actor that could have gone on inside its statement. */
export const isPreemption = ({ current, chosen }: Choice, other = chosen) => current !== undefined && current !== other;

/** Numbers from 0 to 1, the same for the same seed. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed | 1; ; ) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield (state >>> 0) / 2 ** 32;
  }
}

/** The schedules that are known and not yet played, one stack for each number of preemptions. */
export class Frontier {
  readonly #stacks: Open[][] = [[{ prefix: [], preemptions: 0 }]];
  readonly #most: number;
  readonly #random: Generator<number, never> | undefined;

  /** @param seed draws the next one anywhere, rather than fewest preemptions first and deepest within them */
  constructor(most: number, seed: number | undefined) {
    this.#most = most;
    this.#random = seed === undefined ? undefined : numbers(seed);
  }

  /** The next one to play; undefined when none is left. */
  take(): Open | undefined {
    const full = this.#stacks.filter((stack) => stack.length > 0);
    const draw = (length: number) => Math.floor((this.#random?.next().value ?? 0) * length);
    const stack = full[draw(full.length)];
    if (stack === undefined || this.#random === undefined) return stack?.pop();
    const place = draw(stack.length);
    const taken = stack[place];
    const last = stack.pop() as Open;
    if (place < stack.length) stack[place] = last;
    return taken;
  }

  /**
   * Adds the schedules that leave this one for the first time after its prefix: no other schedule adds them. After its
   * prefix a schedule has no preemptions of its own.
   */
  add({ prefix, preemptions }: Open, choices: readonly Choice[]): void {
    const path = choices.map(({ chosen }) => chosen);
    for (const [at, choice] of choices.entries()) {
      if (at < prefix.length) continue;
      for (const other of choice.enabled) {
        if (other === choice.chosen) continue;
        const price = preemptions + (isPreemption(choice, other) ? 1 : 0);
        if (price > this.#most) continue;
        this.#stacks[price] ??= [];
        this.#stacks[price].push({ prefix: [...path.slice(0, at), other], preemptions: price });
      }
    }
  }
}
