/** How many requests went out in each stretch of time. */
export interface RateOverTime {
  readonly seconds: number;
  /** Requests per stretch, from the first request on. */
  readonly requests: readonly number[];
}

export interface RateCounter {
  /** `atMs` is monotonic. */
  add(atMs: number): void;
  result(): RateOverTime;
}

const firstSeconds = 10;
const mostStretches = 360;

/** Counts in stretches of 10 s; where an hour does not hold them, in stretches twice as long, so that memory stays flat. */
export function createRateCounter(): RateCounter {
  let seconds = firstSeconds;
  let counts: number[] = [];
  let startMs: number | null = null;

  return {
    add(atMs) {
      startMs ??= atMs;
      const elapsedSeconds = Math.max(0, atMs - startMs) / 1000;
      while (elapsedSeconds >= seconds * mostStretches) {
        counts = inPairs(counts);
        seconds *= 2;
      }
      const index = Math.floor(elapsedSeconds / seconds);
      while (counts.length <= index) counts.push(0);
      counts[index] = (counts[index] ?? 0) + 1;
    },
    result: () => ({ seconds, requests: [...counts] }),
  };
}

function inPairs(counts: readonly number[]): number[] {
  const pairs: number[] = [];
  for (let index = 0; index < counts.length; index += 2)
    pairs.push((counts[index] ?? 0) + (counts[index + 1] ?? 0));
  return pairs;
}
