import type { Clock } from '../core/clock.js';

/** The right to send one request. */
export interface RateSlot {
  /**
   * Says that the request goes out now, or that it never will. Only the first call counts. Until then the slot stays taken, so that a
   * slow connection does not let two seconds' worth of requests arrive in one.
   */
  readonly sent: () => void;
}

/** Keeps requests within a rate. First come, first served. */
export interface RateLimit {
  /** Waits for a slot; rejects with the signal's reason when it aborts first. */
  take(signal?: AbortSignal): Promise<RateSlot>;
  /** Gives out nothing before this monotonic time. A pause is only ever made longer. */
  pause(untilMonotonicMs: number): void;
}

export interface RateLimitOptions {
  /** Requests per second; below 1 it is one request per 1/rps seconds. */
  readonly rps: number;
  readonly clock: Clock;
  /** The window in which at most `rps` requests go out: a little over a second, for what the network compresses. */
  readonly windowMs?: number;
}

interface Waiter {
  readonly grant: (slot: RateSlot) => void;
}

/** Timers of more than 24 days fire at once; an hour is far from that. */
const longestSleepMs = 3_600_000;

/**
 * A rate limit with a sliding window: in no window of `windowMs`, wherever it starts, are more than `rps` slots given out or sent
 * (rounded down; below 1 the window is stretched instead). A fixed window would let twice as many through around its border.
 */
export function createRateLimit({ rps, clock, windowMs = 1030 }: RateLimitOptions): RateLimit {
  const capacity = Math.max(1, Math.floor(rps));
  const holdMs = rps < 1 ? windowMs / rps : windowMs;
  /** When each taken slot is free again; infinite until its request went out. */
  const taken = new Map<symbol, number>();
  const waiting: Waiter[] = [];
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  let alarm: AbortController | undefined;

  function openSlot(): RateSlot {
    const key = Symbol();
    let isSent = false;
    taken.set(key, Number.POSITIVE_INFINITY);
    return {
      sent: () => {
        if (isSent) return;
        isSent = true;
        taken.set(key, clock.monotonic() + holdMs);
        grantNext();
      },
    };
  }

  function nextGrantMs(): number {
    const freeMs = taken.size < capacity ? Number.NEGATIVE_INFINITY : Math.min(...taken.values());
    return Math.max(pausedUntilMs, freeMs);
  }

  function dropExpired(): void {
    const nowMs = clock.monotonic();
    for (const [key, freeMs] of taken) if (freeMs <= nowMs) taken.delete(key);
  }

  function grantNext(): void {
    alarm?.abort();
    alarm = undefined;
    dropExpired();
    while (waiting.length > 0 && nextGrantMs() <= clock.monotonic()) waiting.shift()?.grant(openSlot());
    if (waiting.length > 0) wakeAt(nextGrantMs());
  }

  function wakeAt(atMs: number): void {
    // Every slot waits for its request to go out: `sent` wakes this.
    if (atMs === Number.POSITIVE_INFINITY) return;
    const mine = new AbortController();
    alarm = mine;
    const woken = () => {
      if (!mine.signal.aborted) grantNext();
    };
    const waitMs = Math.min(Math.ceil(atMs - clock.monotonic()), longestSleepMs);
    clock.sleep(waitMs, mine.signal).then(woken, () => undefined);
  }

  function take(signal?: AbortSignal): Promise<RateSlot> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        waiting.splice(waiting.indexOf(waiter), 1);
        grantNext();
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        grant: (slot) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(slot);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.push(waiter);
      grantNext();
    });
  }

  function pause(untilMonotonicMs: number): void {
    pausedUntilMs = Math.max(pausedUntilMs, untilMonotonicMs);
    grantNext();
  }

  return { take, pause };
}
