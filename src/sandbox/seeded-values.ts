import { createHash } from 'node:crypto';

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function digest(...parts: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** The 3DS id of the n-th lead of a seed, in the manner of `QK7P-2ZT9MA`. */
export function leadId(seed: number, n: number): string {
  const characters = [...digest('lead', seed, n)]
    .slice(0, 10)
    .map((byte) => idAlphabet.charAt(byte % idAlphabet.length))
    .join('');
  return `${characters.slice(0, 4)}-${characters.slice(4)}`;
}

/** The trace id of the n-th answer of a seed, in the manner of `afafb61e`. */
export function traceId(seed: number, n: number): string {
  return digest('trace', seed, n).toString('hex', 0, 4);
}

/** The 3DS site id of a customer, in the manner of `200000000781999`. The same name and place give the same id. */
export function customerId(name: string, city: string, country: string): string {
  const number = digest('customer', name, city, country).readUIntBE(0, 6) % 10 ** 11;
  return `2000${String(number).padStart(11, '0')}`;
}

/** Random numbers that a seed repeats exactly. */
export interface SeededRandom {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0, below `end`. */
  below(end: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  chance(probability: number): boolean;
}

/** Three shifts of 32 bits of state: quick, and even enough to spread made-up leads. */
export function createSeededRandom(seed: number): SeededRandom {
  // All-zero bits would stay zero for ever.
  let state = digest('random', seed).readInt32BE(0) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    chance: (probability) => next() < probability,
  };
}
