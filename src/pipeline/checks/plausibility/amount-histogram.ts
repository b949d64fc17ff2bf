const binsPerDecade = 100;

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
  const bins = new Map<number, number>();
  let total = 0;
  return {
    add(amount: number): void {
      const bin = binOf(amount);
      bins.set(bin, (bins.get(bin) ?? 0) + 1);
      total += 1;
    },
    count: () => total,
    median(): number {
      let before = 0;
      for (const [bin, count] of [...bins].toSorted(([a], [b]) => a - b)) {
        before += count;
        if (before * 2 >= total) return 10 ** ((bin + 0.5) / binsPerDecade);
      }
      return 0;
    },
    countAbove(limit: number): number {
      let above = 0;
      for (const [bin, count] of bins) if (bin > binOf(limit)) above += count;
      return above;
    },
  };
}

function binOf(amount: number): number {
  return Math.floor(Math.log10(amount) * binsPerDecade);
}
