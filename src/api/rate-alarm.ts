import type { Clock } from '../core/clock.js';

/** Rings once at a time that may be moved. */
export interface Alarm {
  /** Rings at this monotonic time instead of the one before; earlier where it lies very far ahead. */
  set(atMs: number): void;
  /** Rings at this time where it would ring later. */
  noLaterThan(atMs: number): void;
  /** Leaves no timer behind. */
  stop(): void;
}

/** Timers of more than 24 days fire at once; an hour is far from that. */
const longestSleepMs = 3_600_000;

export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let current: { readonly atMs: number; readonly stop: AbortController } | null = null;

  function stop(): void {
    current?.stop.abort();
    current = null;
  }

  function set(atMs: number): void {
    if (current?.atMs === atMs) return;
    stop();
    const mine = { atMs, stop: new AbortController() };
    current = mine;
    const waitMs = Math.max(0, Math.min(Math.ceil(atMs - clock.monotonic()), longestSleepMs));
    const wake = () => {
      if (current !== mine) return;
      current = null;
      ring();
    };
    clock.sleep(waitMs, mine.stop.signal).then(wake, () => undefined);
  }

  return {
    set,
    noLaterThan: (atMs) => {
      if (current === null || atMs < current.atMs) set(atMs);
    },
    stop,
  };
}
