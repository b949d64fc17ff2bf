import type { Clock } from '../../src/core/clock.js';

export interface FakeClock extends Clock {
  /** Lets `ms` pass: wakes the sleepers in the order of their times and lets each act before the next wakes. */
  advance(ms: number): Promise<void>;
  /** Every wait that was asked for, in milliseconds. */
  readonly slept: readonly number[];
}

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

interface FakeClockOptions {
  /** The wall clock at the start; 2026-01-01 where nothing is said. */
  readonly startMs?: number;
  /** True: a sleep is over as soon as nothing else is left to do, and time jumps to its end. For tests with real sockets. */
  readonly jumps?: boolean;
}

/** A clock that stands still until `advance` is called, or that jumps to the end of each sleep. */
export function createFakeClock({
  startMs = Date.UTC(2026, 0, 1),
  jumps = false,
}: FakeClockOptions = {}): FakeClock {
  let elapsedMs = 0;
  const sleepers = new Set<Sleeper>();
  const slept: number[] = [];

  function wakeNext(untilMs: number): boolean {
    const next = [...sleepers].sort((a, b) => a.dueMs - b.dueMs)[0];
    if (next === undefined || next.dueMs > untilMs) return false;
    elapsedMs = Math.max(elapsedMs, next.dueMs);
    sleepers.delete(next);
    next.wake();
    return true;
  }

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    slept.push(ms);
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        dueMs: elapsedMs + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', onAbort, { once: true });
      if (jumps) setImmediate(() => wakeNext(Number.POSITIVE_INFINITY));
    });
  }

  async function advance(ms: number): Promise<void> {
    const untilMs = elapsedMs + ms;
    await settled();
    while (wakeNext(untilMs)) await settled();
    elapsedMs = untilMs;
  }

  return {
    now: () => startMs + elapsedMs,
    monotonic: () => elapsedMs,
    sleep,
    advance,
    slept,
  };
}

function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
