/** Latencies in memory that does not grow with their number. */
export interface LatencyHistogram {
  add(ms: number): void;
  readonly count: number;
  /** The latency that the share of requests (0 to 1) did not exceed, at most 5 % too high; 0 where there was none. */
  quantile(share: number): number;
}

/** Each class is 5 % wider than the one below it; 400 classes reach from 0.5 ms to more than a day. */
const growth = 1.05;
const leastMs = 0.5;
const classes = 400;

export function createLatencyHistogram(): LatencyHistogram {
  const counts = new Uint32Array(classes);
  let count = 0;
  let mostMs = 0;

  return {
    get count() {
      return count;
    },
    add(ms) {
      const place = Math.ceil(Math.log(Math.max(ms, leastMs) / leastMs) / Math.log(growth));
      const index = Math.min(place, classes - 1);
      counts[index] = (counts[index] ?? 0) + 1;
      count += 1;
      mostMs = Math.max(mostMs, ms);
    },
    quantile(share) {
      let left = Math.ceil(count * share);
      for (const [index, inClass] of counts.entries()) {
        left -= inClass;
        if (inClass > 0 && left <= 0) return Math.min(mostMs, rounded(leastMs * growth ** index));
      }
      return rounded(mostMs);
    },
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
