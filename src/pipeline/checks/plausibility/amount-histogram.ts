const binsPerDecade = 100;
/** Amounts beyond these powers of ten share the first or the last bin. */
const [leastPower, mostPower] = [-9, 21];
const firstBin = leastPower * binsPerDecade;
const binCount = mostPower * binsPerDecade - firstBin;

/** Counts amounts above zero in bins that are 2.3 % wide, so that the median of any number of them takes little memory. */
export interface AmountHistogram {
  add(amount: number): void;
  count(): number;
  /** The middle amount, within 1.2 %; 0 where there is none. */
  median(): number;
  /** How many amounts are surely above a limit. */
  countAbove(limit: number): number;
}

export function createAmountHistogram(): AmountHistogram {
  const bins = new Float64Array(binCount);
  let total = 0;
  return {
    add(amount: number): void {
      const bin = binOf(amount);
      bins[bin] = (bins[bin] ?? 0) + 1;
      total += 1;
    },
    count: () => total,
    median(): number {
      let before = 0;
      for (const [bin, count] of bins.entries()) {
        before += count;
        if (count > 0 && before * 2 >= total) return 10 ** ((firstBin + bin + 0.5) / binsPerDecade);
      }
      return 0;
    },
    countAbove(limit: number): number {
      return bins.subarray(binOf(limit) + 1).reduce((sum, count) => sum + count, 0);
    },
  };
}

function binOf(amount: number): number {
  const bin = Math.floor(Math.log10(amount) * binsPerDecade) - firstBin;
  return Math.min(Math.max(bin, 0), binCount - 1);
}
