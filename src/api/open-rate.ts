import type { Clock } from '../core/clock.js';
import type { RateLimit, RateSlot } from './rate-limit.js';

/** No limit: requests go out as they come, but for the pauses that the server asks for. This process alone keeps those. */
export function createOpenRate(clock: Clock): RateLimit {
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  const leftMs = (): number => pausedUntilMs - clock.monotonic();

  function slot(): RateSlot {
    let isSent = false;
    return {
      sent: () => {
        if (isSent) return false;
        isSent = true;
        return leftMs() <= 0;
      },
      answered: () => undefined,
    };
  }

  return {
    take: async (signal) => {
      signal?.throwIfAborted();
      while (leftMs() > 0) await clock.sleep(leftMs(), signal);
      return slot();
    },
    pause: (untilMs) => {
      pausedUntilMs = Math.max(pausedUntilMs, untilMs);
    },
  };
}
