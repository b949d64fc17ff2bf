/** What the latest answers tell of how long one takes. */
export interface UsualTime {
  readonly ms: number;
  /** True: no answer takes less, and most take little more, so that one which took longer arrived at most that much later than it was sent. */
  readonly isLeast: boolean;
}

/**
 * How long an answer usually takes. Where half of the latest take little more than the quickest, what varies is the way there: what the quickest took.
 * Else the server's own times vary: what one of four took at most where the middle half lies close together, or what three of four took.
 */
export interface AnswerTimes {
  note(ms: number, nowMs: number): void;
  /** Null while too little is known. */
  usual(): UsualTime | null;
}

/** Long enough that a stall of some seconds is the exception, and short enough that what changes at the server is learned soon. */
const keptMs = 10_000;
/** So many that a stall which meets all requests under way is still the exception, whatever their age. */
const leastKept = 256;
const mostKept = 8192;
const fewestTimes = 4;
/** So many tell what the quickest take. */
const fewestForLeast = 16;
/** Less than the quickest take only answers that another part of the server gave. */
const quickest = 1 / 100;
const few = 1 / 4;
const half = 1 / 2;
const most = 3 / 4;
/** Programs that are stopped for a moment spread answers that far; counting from what most took would hide half of it. */
const closeMs = 30;

interface Noted {
  readonly ms: number;
  readonly atMs: number;
}

export function createAnswerTimes(): AnswerTimes {
  const inOrder: Noted[] = [];
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

  function share(part: number): number {
    return sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
  }

  function forget(nowMs: number): void {
    for (;;) {
      const [oldest] = inOrder;
      if (oldest === undefined || inOrder.length <= leastKept) return;
      if (inOrder.length <= mostKept && nowMs - oldest.atMs <= keptMs) return;
      inOrder.shift();
      sorted.splice(placeOf(oldest.ms), 1);
    }
  }

  return {
    note: (ms, nowMs) => {
      inOrder.push({ ms, atMs: nowMs });
      sorted.splice(placeOf(ms), 0, ms);
      forget(nowMs);
    },
    usual: () => {
      if (sorted.length < fewestTimes) return null;
      const leastMs = share(quickest);
      if (sorted.length >= fewestForLeast && share(half) - leastMs <= closeMs)
        return { ms: leastMs, isLeast: true };
      const [lowerMs, upperMs] = [share(few), share(most)];
      return { ms: upperMs - lowerMs <= closeMs ? lowerMs : upperMs, isLeast: false };
    },
  };
}
