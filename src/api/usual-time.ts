/**
 * How long an answer usually takes. Where the middle half of the latest lies close together, what varies is the way there: what one of four took at
 * most. Else the server's own times vary: what three of four took at most.
 */
export interface UsualTime {
  note(ms: number): void;
  /** Null while too little is known. */
  usualMs(): number | null;
}

/** So many that a stall which meets all requests under way (256 at most) is still the exception. */
const keptTimes = 1024;
const fewestTimes = 4;
const few = 1 / 4;
const most = 3 / 4;
/** Programs that are stopped for a moment spread answers that far; counting from what most took would hide half of it. */
const closeMs = 30;

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

  function share(part: number): number | null {
    return sorted[Math.floor((sorted.length - 1) * part)] ?? null;
  }

  return {
    note: (ms) => {
      inOrder.push(ms);
      sorted.splice(placeOf(ms), 0, ms);
      if (inOrder.length <= keptTimes) return;
      const oldest = inOrder.shift();
      if (oldest !== undefined) sorted.splice(placeOf(oldest), 1);
    },
    usualMs: () => {
      if (sorted.length < fewestTimes) return null;
      const [least, upper] = [share(few), share(most)];
      return least !== null && upper !== null && upper - least <= closeMs ? least : upper;
    },
  };
}
