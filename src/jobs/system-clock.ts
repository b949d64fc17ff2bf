import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await setTimeout(ms, undefined, { signal });
    } catch (thrown) {
      throw signal?.aborted === true ? signal.reason : thrown;
    }
  },
};
