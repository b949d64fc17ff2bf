import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedRps, foundPace, halved, isNews, raised, startRate } from '../../../src/api/rate-pace.js';
import type { SharedPace } from '../../../src/lead/rate-store.js';

const pace = (over: Partial<SharedPace> = {}): SharedPace => ({
  rate: 8,
  seenMs: 10_000,
  raisedMs: 10_000,
  halvedMs: -1,
  pausedUntilMs: -1,
  leastRps: 20,
  leastSeenMs: 10_000,
  ...over,
});

describe('the first rate', () => {
  it.each([
    [0.2, 0.2],
    [3, 3],
    [5, 5],
    [10, 5],
    [20, 5],
    [100, 25],
    [500, 125],
  ])('of a ceiling of %f is %f', (rps, rate) => {
    expect(startRate(rps)).toBe(rate);
  });
});

describe('a pace that is found', () => {
  it('is a new one where there was none', () => {
    expect(foundPace(null, 20, 500)).toMatchObject({ rate: 5, seenMs: 500, halvedMs: -1, leastRps: 20 });
  });

  it.each<[string, Partial<SharedPace>, { nowMs: number; rate: number }]>([
    ['that was seen a minute ago is kept', {}, { nowMs: 70_000, rate: 8 }],
    ['that was seen longer ago begins anew', {}, { nowMs: 70_001, rate: 5 }],
    ['that rested in a pause is kept', { pausedUntilMs: 60_000 }, { nowMs: 120_000, rate: 8 }],
    [
      'of the machine’s earlier start begins anew',
      { seenMs: 900_000, pausedUntilMs: 990_000 },
      { nowMs: 20_000, rate: 5 },
    ],
    ['that was stamped a moment ahead is kept', { seenMs: 10_900 }, { nowMs: 10_000, rate: 8 }],
  ])('%s', (_title, over, { nowMs, rate }) => {
    expect(foundPace(pace(over), 20, nowMs).rate).toBe(rate);
  });

  it('forgets no pause with its rate, unless the machine was started anew', () => {
    const shared = pace({ pausedUntilMs: 900_000 });
    expect(foundPace(shared, 20, 800_000).pausedUntilMs).toBe(900_000);
    expect(foundPace(pace({ seenMs: 900_000, pausedUntilMs: 990_000 }), 20, 20_000).pausedUntilMs).toBe(-1);
  });

  it.each<[string, { rps: number; nowMs: number }, Partial<SharedPace>]>([
    [
      'a higher ceiling gives way to the lower',
      { rps: 30, nowMs: 11_000 },
      { leastRps: 20, leastSeenMs: 10_000 },
    ],
    ['the same ceiling confirms it', { rps: 20, nowMs: 11_000 }, { leastRps: 20, leastSeenMs: 11_000 }],
    ['a lower ceiling becomes that of all', { rps: 4, nowMs: 11_000 }, { leastRps: 4, leastSeenMs: 11_000 }],
    [
      'a ceiling that nobody confirms is given up',
      { rps: 30, nowMs: 12_001 },
      { leastRps: 30, leastSeenMs: 12_001 },
    ],
  ])('among processes: %s', (_title, { rps, nowMs }, least) => {
    expect(foundPace(pace(), rps, nowMs)).toMatchObject(least);
  });
});

describe('additive increase, multiplicative decrease', () => {
  it.each<[string, Partial<SharedPace>, { nowMs: number; rate: number }]>([
    ['a second of success adds one a second', {}, { nowMs: 11_000, rate: 9 }],
    ['half a second adds half of it', {}, { nowMs: 10_500, rate: 8.5 }],
    ['a longer time adds no more than a second', {}, { nowMs: 40_000, rate: 9 }],
    ['the ceiling is the end', { rate: 19.8 }, { nowMs: 11_000, rate: 20 }],
    ['a high ceiling adds a twentieth of it', { leastRps: 200 }, { nowMs: 11_000, rate: 18 }],
    ['a rate above the ceiling of another stays', { leastRps: 4 }, { nowMs: 11_000, rate: 8 }],
    ['no time adds nothing', {}, { nowMs: 10_000, rate: 8 }],
  ])('%s', (_title, over, { nowMs, rate }) => {
    expect(raised(pace(over), nowMs).rate).toBe(rate);
  });

  it.each<[string, Partial<SharedPace>, { sentMs: number; rate: number }]>([
    ['a 429 halves it', {}, { sentMs: 9_000, rate: 4 }],
    [
      'what was sent before the last halving does not halve it again',
      { halvedMs: 9_500 },
      { sentMs: 9_500, rate: 8 },
    ],
    ['what was sent after it does', { halvedMs: 9_500 }, { sentMs: 9_501, rate: 4 }],
    ['it never falls below one in two seconds', { rate: 0.7 }, { sentMs: 9_000, rate: 0.5 }],
    ['a ceiling below that stays as it is', { rate: 0.2, leastRps: 0.2 }, { sentMs: 9_000, rate: 0.2 }],
    ['under a lower ceiling of another that one is halved', { leastRps: 4 }, { sentMs: 9_000, rate: 2 }],
  ])('%s', (_title, over, { sentMs, rate }) => {
    expect(halved(pace(over), sentMs, 10_100).rate).toBe(rate);
  });

  it('reaches any ceiling within 20 seconds of success', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 10_000, noNaN: true }), (rps) => {
        let current = foundPace(null, rps, 0);
        for (let second = 1; second <= 20; second += 1) {
          current = raised(foundPace(current, rps, second * 1000), second * 1000);
          expect(allowedRps(current)).toBeLessThanOrEqual(rps);
        }
        expect(allowedRps(current)).toBeCloseTo(rps, 6);
      }),
    );
  });
});

describe('what has to be kept of a pace', () => {
  it.each<[string, Partial<SharedPace>, boolean]>([
    ['nothing changed', {}, false],
    ['seen again a moment later', { seenMs: 10_400, leastSeenMs: 10_400 }, false],
    ['seen again after a while', { seenMs: 10_600 }, true],
    ['the ceiling confirmed after a while', { leastSeenMs: 10_600 }, true],
    ['another rate', { rate: 8.1 }, true],
    ['halved', { halvedMs: 10_000 }, true],
    ['paused', { pausedUntilMs: 11_000 }, true],
    ['another ceiling', { leastRps: 10 }, true],
  ])('%s: %s', (_title, over, kept) => {
    expect(isNews(pace(), pace(over))).toBe(kept);
  });

  it('the first one', () => {
    expect(isNews(null, pace())).toBe(true);
  });
});
