import type { Clock } from '../core/clock.js';

/** What a run may still wait for a server that refuses or does not answer. */
export interface WaitBudget {
  /**
   * Asks for a wait of `wantedMs` from now. Gives the monotonic time at which it ends, cut where too little is left; null when nothing is
   * left. Waits that overlap count once.
   */
  waitFor(wantedMs: number): number | null;
  /** Counts a wait from `sinceMs` until now that has happened already; false where it took more than was left. */
  charge(sinceMs: number): boolean;
  /** What is left, in milliseconds, without waits that are allowed and not over yet. */
  leftMs(): number;
}

/** A budget of `maxWaitMs` for one run, whatever number of requests waits at the same time. */
export function createWaitBudget(maxWaitMs: number, clock: Clock): WaitBudget {
  let spentMs = 0;
  let paidUntilMs = Number.NEGATIVE_INFINITY;

  function waitFor(wantedMs: number): number | null {
    const nowMs = clock.monotonic();
    const paidMs = Math.max(nowMs, paidUntilMs);
    const extensionMs = Math.min(Math.max(0, nowMs + wantedMs - paidMs), maxWaitMs - spentMs);
    const untilMs = Math.min(nowMs + wantedMs, paidMs + extensionMs);
    if (untilMs <= nowMs) return null;
    spentMs += extensionMs;
    paidUntilMs = Math.max(paidUntilMs, untilMs);
    return untilMs;
  }

  function charge(sinceMs: number): boolean {
    const nowMs = clock.monotonic();
    const addedMs = Math.max(0, nowMs - Math.max(sinceMs, paidUntilMs));
    const isAllowed = spentMs + addedMs <= maxWaitMs;
    spentMs = Math.min(maxWaitMs, spentMs + addedMs);
    paidUntilMs = Math.max(paidUntilMs, nowMs);
    return isAllowed;
  }

  return { waitFor, charge, leftMs: () => maxWaitMs - spentMs };
}
