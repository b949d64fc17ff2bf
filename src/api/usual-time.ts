/** How long an answer usually takes: what three of four of the latest took at most. */
export interface UsualTime {
  note(ms: number): void;
  /** Null while too little is known. */
  usualMs(): number | null;
}

/** So many that a stall which meets all requests under way (256 at most) is still the exception. */
const keptTimes = 1024;
const fewestTimes = 4;
const share = 3 / 4;

export function createUsualTime(): UsualTime {
  const inOrder: number[] = [];
  const sorted: number[] = [];

  /** The place of the first time that is not shorter. */
  function placeOf(ms: number): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? ms) < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    note: (ms) => {
      inOrder.push(ms);
      sorted.splice(placeOf(ms), 0, ms);
      if (inOrder.length <= keptTimes) return;
      const oldest = inOrder.shift();
      if (oldest !== undefined) sorted.splice(placeOf(oldest), 1);
    },
    usualMs: () =>
      sorted.length < fewestTimes ? null : (sorted[Math.floor((sorted.length - 1) * share)] ?? null),
  };
}
