import fc from 'fast-check';
import { createRateLimit, type RateLimit } from '../../src/api/rate-limit.js';
import type { RateStore } from '../../src/lead/rate-store.js';
import type { FakeClock } from './fake-clock.js';

/** What one process does at one moment. */
export interface RateAsk {
  readonly process: number;
  readonly afterMs: number;
  /** How long its connection takes. */
  readonly connectMs: number;
  readonly pauseMs: number | null;
  /** What becomes of it. dies: its slot is never heard of again. */
  readonly fate: 'well' | 'limited' | 'silent' | 'dies';
  /** How far the wall clock jumps, forward or back. */
  readonly jumpMs: number;
}

export const rateAsks: fc.Arbitrary<readonly RateAsk[]> = fc.array(
  fc.record({
    process: fc.nat(2),
    afterMs: fc.oneof(fc.constant(0), fc.nat(700)),
    connectMs: fc.oneof({ weight: 8, arbitrary: fc.nat(400) }, { weight: 1, arbitrary: fc.nat(12_000) }),
    pauseMs: fc.option(fc.nat(1500), { freq: 9 }),
    fate: fc.constantFrom('well', 'well', 'well', 'well', 'limited', 'silent', 'dies'),
    jumpMs: fc.constantFrom(0, 0, 3_600_000, -3_600_000, 1020, -1020),
  }),
  { minLength: 1, maxLength: 50 },
);

export interface RatePlay {
  readonly rps: number;
  readonly store: RateStore;
  readonly clock: FakeClock;
  readonly asks: readonly RateAsk[];
  /** True: the wall clock jumps as the asks say. */
  readonly jumps: boolean;
}

/** Plays the asks of three processes that share a store; gives the times at which requests went out. */
export async function playAsks({ rps, store, clock, asks, jumps }: RatePlay): Promise<readonly number[]> {
  const sentMs: number[] = [];
  let jumpedMs = 0;
  const jumping = { ...clock, now: () => clock.now() + jumpedMs };
  const limits = [0, 1, 2].map(() => createRateLimit({ rps, clock: jumping, store }));
  const all: Promise<void>[] = [];
  for (const ask of asks) {
    await clock.advance(ask.afterMs);
    if (jumps) jumpedMs += ask.jumpMs;
    const limit = limits[ask.process];
    if (limit === undefined) throw new Error('there are three processes');
    if (ask.pauseMs !== null) limit.pause(clock.monotonic() + ask.pauseMs);
    all.push(carryOut(ask, { limit, clock, sentMs }));
  }
  await clock.advance(3_600_000);
  await Promise.all(all);
  return sentMs;
}

interface Scene {
  readonly limit: RateLimit;
  readonly clock: FakeClock;
  readonly sentMs: number[];
}

async function carryOut(ask: RateAsk, { limit, clock, sentMs }: Scene): Promise<void> {
  for (;;) {
    const slot = await limit.take();
    if (ask.fate === 'dies') return;
    await clock.sleep(ask.connectMs);
    // A connection that stands is kept: the next try is written at once.
    if (!slot.sent() && !(await sentAtOnce(limit))) continue;
    sentMs.push(clock.monotonic());
    if (ask.fate !== 'silent') slot.answered(ask.fate);
    return;
  }
}

async function sentAtOnce(limit: RateLimit): Promise<boolean> {
  const slot = await limit.take();
  return slot.sent();
}
