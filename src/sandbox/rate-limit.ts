/** How a refused caller is told when to come back. The contract publishes neither form, so both can be had. */
export type RetryAfterForm = 'seconds' | 'date' | 'none';

/** Lets at most a number of requests through in any second of the monotonic clock, counted per key. */
export interface SlidingRate {
  /** 0 where the request may pass (and is counted), else the milliseconds until one may. */
  waitMs(key: string, nowMs: number): number;
}

const secondMs = 1000;

export function createSlidingRate(requestsPerSecond: number): SlidingRate {
  const passed = new Map<string, number[]>();
  return {
    waitMs(key, nowMs) {
      const recent = (passed.get(key) ?? []).filter((atMs) => nowMs - atMs < secondMs);
      passed.set(key, recent);
      const oldest = recent[0];
      if (oldest !== undefined && recent.length >= requestsPerSecond) return oldest + secondMs - nowMs;
      recent.push(nowMs);
      return 0;
    },
  };
}

const retryAfterForms = {
  seconds: (waitMs) => ({ 'retry-after': String(Math.ceil(waitMs / secondMs)) }),
  // HTTP dates know no fractions: round up, so that nobody comes back too early.
  date: (waitMs, nowMs) => ({
    'retry-after': new Date(Math.ceil((nowMs + waitMs) / secondMs) * secondMs).toUTCString(),
  }),
  none: () => ({}),
} as const satisfies Record<RetryAfterForm, (waitMs: number, nowMs: number) => Record<string, string>>;

/** The Retry-After header in the form asked for. `nowMs` is the wall clock. */
export function retryAfterHeader(
  form: RetryAfterForm,
  waitMs: number,
  nowMs: number,
): Readonly<Record<string, string>> {
  return retryAfterForms[form](waitMs, nowMs);
}
