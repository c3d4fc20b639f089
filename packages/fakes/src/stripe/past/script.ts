/**
 * The past as a script: each part of it says what happened when, then everything is played in order of time. So each
 * object passes through its states as it would have, and events carry what was true at their moment.
 */
export interface Script {
  /** `act` happens at `at` (Unix seconds); acts of one second in the order in which they were written down. */
  add(at: number, act: () => void): void;
  play(): void;
}

/** An empty script. */
export function createScript(): Script {
  const acts: { at: number; act: () => void }[] = [];
  return {
    add(at, act) {
      acts.push({ at, act });
    },
    play() {
      acts.sort((a, b) => a.at - b.at); // stable
      for (const { act } of acts) act();
    },
  };
}
