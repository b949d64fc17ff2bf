import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../src/core/clock.js';

let aheadMs = 0;

/** The machine's clock, as much ahead as `advanceClock` has moved it; waiting takes as long as it takes. */
export const systemClock: Clock = {
  now: () => Date.now() + Math.round(aheadMs),
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
};

export function advanceClock(ms: number): void {
  aheadMs += ms;
}
