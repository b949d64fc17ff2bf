import type { Clock } from '../../src/core/clock.js';
import { createSlidingRate } from '../../src/sandbox/rate-limit.js';

/** A stretch of time in which a program does nothing; what comes meanwhile waits for its end. */
export interface Stall {
  readonly atMs: number;
  readonly forMs: number;
}

export interface RegularServerOptions {
  readonly clock: Clock;
  /** What it allows in any second. */
  readonly rps: number;
  /** In the order of their times. */
  readonly stalls: readonly Stall[];
}

export interface RegularServer {
  /** One request there and back. The way takes 1 ms, the answer 50; true: it was not refused. */
  exchange(): Promise<boolean>;
  readonly arrivedMs: readonly number[];
}

const wayMs = 1;
const answerMs = 50;

/** A server whose answers take equally long from when it gets to them, on a machine that stops it now and then. */
export function createRegularServer({ clock, rps, stalls }: RegularServerOptions): RegularServer {
  const rate = createSlidingRate(rps);
  const arrivedMs: number[] = [];
  return {
    arrivedMs,
    exchange: async () => {
      await clock.sleep(wayMs);
      await afterStall(clock, stalls);
      const nowMs = clock.monotonic();
      arrivedMs.push(nowMs);
      const isTaken = rate.waitMs('key', nowMs) === 0;
      await clock.sleep(answerMs);
      await afterStall(clock, stalls);
      await clock.sleep(wayMs);
      return isTaken;
    },
  };
}

/** Resolves at once, or where a stall is on at its end; a stall that begins before that end makes it longer. */
export async function afterStall(clock: Clock, stalls: readonly Stall[]): Promise<void> {
  for (const { atMs, forMs } of stalls) {
    const nowMs = clock.monotonic();
    if (atMs <= nowMs && nowMs < atMs + forMs) await clock.sleep(atMs + forMs - nowMs);
  }
}
