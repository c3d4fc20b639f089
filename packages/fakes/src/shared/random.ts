/**
 * Chance that can be repeated: the same seed gives the same draws on every machine and runtime.
 *
 * @example
 * const random = createRandom(7)
 * random.int(1, 6) // the same throw for everybody
 */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** An integer between `min` and `max`, both included. */
  int(min: number, max: number): number;
  /** True with the probability `p`. */
  chance(p: number): boolean;
  /** One of `items`; they must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** One of the keys, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** `length` characters out of A–Z, a–z, 0–9. */
  token(length: number): string;
  /** An independent stream. Drawing from it does not move this one, so one part's size never shifts another's content. */
  fork(label: string | number): Random;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Opens the stream of chance that belongs to `seed`. */
export function createRandom(seed: number | string): Random {
  const bits = sfc32(String(seed));

  const random: Random = {
    next: () => bits() / 2 ** 32,
    int: (min, max) => min + Math.floor(random.next() * (max - min + 1)),
    chance: (p) => random.next() < p,
    pick: <T>(items: readonly T[]) => items[random.int(0, items.length - 1)] as T,
    weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
      const keys = Object.keys(weights) as K[];
      let left = random.next() * keys.reduce((sum, key) => sum + weights[key], 0);
      for (const key of keys) {
        left -= weights[key];
        if (left < 0) return key;
      }
      return keys.at(-1) as K;
    },
    token(length) {
      let token = "";
      let pool = 0;
      for (let i = 0; i < length; i++) {
        if (i % 5 === 0) pool = bits(); // 62^5 < 2^32: one draw feeds five characters
        token += alphabet[pool % 62];
        pool = Math.floor(pool / 62);
      }
      return token;
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  };
  return random;
}

/** Chris Doty-Humphrey's "small fast counting" generator: 128 bits of state, so that forks do not overlap. */
function sfc32(seed: string): () => number {
  let [a, b, c, counter] = [fnv1a(seed), fnv1a(`${seed}#`), 0x9e3779b9, 1];
  const draw = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) draw(); // mixes a short seed into all of the state
  return draw;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
