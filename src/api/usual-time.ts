/** How long an answer usually takes: what three of four of the latest took at most. */
export interface UsualTime {
  note(ms: number): void;
  /** Null while too little is known. */
  usualMs(): number | null;
}

/** So many that a stall which meets all requests under way is still the exception. */
const keptTimes = 128;
const fewestTimes = 4;
const share = 3 / 4;

export function createUsualTime(): UsualTime {
  const times: number[] = [];
  return {
    note: (ms) => {
      times.push(ms);
      if (times.length > keptTimes) times.shift();
    },
    usualMs: () => {
      if (times.length < fewestTimes) return null;
      return [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? null;
    },
  };
}
