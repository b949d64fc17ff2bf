import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimit, type RateLimit } from '../../../src/api/rate-limit.js';
import { memoryRateStore } from '../../../src/api/rate-memory.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';
import { mostWithin } from '../../support/most-within.js';
import { afterStall, createRegularServer, type Stall } from '../../support/regular-server.js';

const rps = 20;
const rampedUpMs = 20_000;
const endMs = 40_000;

interface Played {
  readonly sentMs: readonly number[];
  readonly arrivedMs: readonly number[];
  readonly refused: number;
}

interface Stalls {
  readonly here: readonly Stall[];
  readonly there: readonly Stall[];
}

/** Keeps ten requests under way until the end. A stall here meets what is about to be sent and what was answered. */
async function play(clock: FakeClock, { here, there }: Stalls): Promise<Played> {
  const limit = createRateLimit({ rps, clock });
  const server = createRegularServer({ clock, rps, stalls: there });
  const sentMs: number[] = [];
  let refused = 0;
  const keepBusy = async () => {
    while (clock.monotonic() < endMs) {
      const slot = await limit.take();
      slot.sent();
      sentMs.push(clock.monotonic());
      await afterStall(clock, here);
      const isTaken = await server.exchange();
      await afterStall(clock, here);
      if (!isTaken) refused += 1;
      slot.answered(isTaken ? 'well' : 'limited');
    }
  };
  const all = Array.from({ length: 10 }, keepBusy);
  await clock.advance(endMs + 5000);
  await Promise.all(all);
  return { sentMs, arrivedMs: server.arrivedMs, refused };
}

/** Of the rate, after the start was over: a second by how long the requests that it allows took on average. */
function shareOf({ sentMs }: Played): number {
  const judged = sentMs.filter((timeMs) => timeMs >= rampedUpMs);
  const seconds = Math.floor((judged.length - 1) / rps);
  return (1000 * seconds) / ((judged[seconds * rps] ?? 0) - (judged[0] ?? 0));
}

const shortStalls = fc.array(fc.record({ atMs: fc.nat(endMs), forMs: fc.integer({ min: 1, max: 150 }) }), {
  maxLength: 40,
});
const longStall = fc.record({
  atMs: fc.integer({ min: rampedUpMs, max: endMs }),
  forMs: fc.integer({ min: 1, max: 3000 }),
});
const stallList = fc
  .tuple(shortStalls, longStall)
  .map(([stalls, long]) => [...stalls, long].sort((a, b) => a.atMs - b.atMs));

describe('a server whose own time is regular', () => {
  /** A rate limit that has learned that an answer takes 50 ms, and what it has under way. */
  async function learned(clock: FakeClock, perSecond: number) {
    const store = memoryRateStore();
    const limit = createRateLimit({ rps: perSecond, clock, store });
    const answerAfter = async (ms: number, how: 'well' | 'limited' = 'well') => {
      const slot = await limit.take();
      slot.sent();
      await clock.sleep(ms);
      slot.answered(how);
    };
    for (let n = 0; n < 16; n += 1) {
      const answered = answerAfter(50);
      await clock.advance(1100);
      await answered;
    }
    return { answerAfter, limit, taken: () => store.exclusively((book) => book.count().taken) };
  }

  /** When the next slot is had, counted from now. */
  async function nextAfter(limit: RateLimit, clock: FakeClock): Promise<number> {
    const startMs = clock.monotonic();
    const times: number[] = [];
    limit.take().then(
      (slot) => {
        times.push(clock.monotonic() - startMs);
        slot.sent();
      },
      () => undefined,
    );
    await clock.advance(5000);
    return times[0] ?? Number.NaN;
  }

  it.each([
    ['as ever: from when it was sent', 50, 1004],
    ['sooner than ever: from when it was sent', 1, 1004],
    ['a little later: from when it may have arrived', 55, 1009],
    ['much later: from when it may have arrived', 350, 1304],
    ['not yet: a little longer, from when it was sent', 60_000, 1020],
  ])('is left alone for a second and 4 ms where it answered %s', async (_title, ms, freeMs) => {
    const clock = createFakeClock();
    const { answerAfter, limit } = await learned(clock, 1);
    answerAfter(ms).catch(() => undefined);
    await clock.advance(0);
    expect(await nextAfter(limit, clock)).toBe(freeMs);
  });

  it('is left alone for 20 ms more in the minute after a 429', async () => {
    const clock = createFakeClock();
    const { answerAfter, limit } = await learned(clock, 1);
    const nextAnswered = async (how: 'well' | 'limited') => {
      answerAfter(50, how).catch(() => undefined);
      await clock.advance(0);
      return await nextAfter(limit, clock);
    };
    await nextAnswered('limited');
    // The rate was halved, and has come back with this answer.
    await nextAnswered('well');
    expect(await nextAnswered('well')).toBe(1020);
    await clock.advance(50_000);
    expect(await nextAnswered('well')).toBe(1004);
  });

  it('has what arrived after its slot was given on counted beside what came after it', async () => {
    const clock = createFakeClock();
    const { answerAfter, taken } = await learned(clock, 2);
    const late = [answerAfter(3000), answerAfter(3000)];
    await clock.advance(1100);
    const next = [answerAfter(50), answerAfter(50)];
    await clock.advance(1901);
    const last = answerAfter(50);
    await clock.advance(1);
    expect(taken()).toBe(2);
    await clock.advance(5000);
    await Promise.all([...late, ...next, last]);
  });

  it('is sent 99 of 100 that it allows, and refuses none', async () => {
    const played = await play(createFakeClock(), { here: [], there: [] });
    expect(played.refused).toBe(0);
    expect(shareOf(played)).toBeGreaterThanOrEqual(0.99);
    expect(mostWithin(1000, played.sentMs)).toBe(rps);
  });

  it('refuses none, however requests and answers are held up on both sides', async () => {
    await fc.assert(
      fc.asyncProperty(stallList, stallList, async (here, there) => {
        const played = await play(createFakeClock(), { here, there });
        expect(played.refused).toBe(0);
        expect(mostWithin(1000, played.arrivedMs)).toBeLessThanOrEqual(rps);
        expect(mostWithin(1000, played.sentMs)).toBeLessThanOrEqual(rps);
      }),
      { numRuns: 60 },
    );
  });
});
