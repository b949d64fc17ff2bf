import type { Clock } from '../core/clock.js';

/** What a run may still wait for a server that refuses. */
export interface WaitBudget {
  /**
   * Pauses the pool for `wantedMs` from now, or for what is left. Pauses that overlap count once. Gives the monotonic time at which the
   * pool goes on; null when nothing is left.
   */
  pauseFor(wantedMs: number): number | null;
}

/** A budget of `maxWaitMs` for one run, whatever number of requests waits at the same time. */
export function createWaitBudget(maxWaitMs: number, clock: Clock): WaitBudget {
  let spentMs = 0;
  let pausedUntilMs = Number.NEGATIVE_INFINITY;

  function pauseFor(wantedMs: number): number | null {
    const nowMs = clock.monotonic();
    const startMs = Math.max(nowMs, pausedUntilMs);
    const extensionMs = Math.min(Math.max(0, nowMs + wantedMs - startMs), maxWaitMs - spentMs);
    const untilMs = startMs + extensionMs;
    if (untilMs <= nowMs) return null;
    spentMs += extensionMs;
    pausedUntilMs = untilMs;
    return untilMs;
  }

  return { pauseFor };
}
