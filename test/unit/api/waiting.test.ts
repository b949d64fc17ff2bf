import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../src/api/backoff.js';
import { httpDateMs, retryAfterMs } from '../../../src/api/retry-after.js';
import { createWaitBudget } from '../../../src/api/wait-budget.js';
import { createFakeClock } from '../../support/fake-clock.js';

describe('backoffMs', () => {
  it.each([
    [1, 0, 1000],
    [2, 0, 2000],
    [3, 0.5, 3000],
    [7, 0, 60_000],
    [2000, 0, 60_000],
  ])('attempt %i with random %f waits %i ms', (attempt, random, waitMs) => {
    expect(backoffMs(attempt, { firstMs: 1000, mostMs: 60_000 }, () => random)).toBe(waitMs);
  });

  it('takes off no more than half and never exceeds the most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          const waitMs = backoffMs(attempt, { firstMs: 250, mostMs: 2000 }, () => random);
          const fullMs = Math.min(2000, 250 * 2 ** (attempt - 1));
          expect(waitMs).toBeGreaterThanOrEqual(fullMs / 2);
          expect(waitMs).toBeLessThanOrEqual(fullMs);
        },
      ),
    );
  });
});

describe('retryAfterMs', () => {
  const now = Date.UTC(2026, 0, 1, 12, 0, 0);
  it.each<[string, string | undefined, number | null]>([
    ['seconds', '7', 7000],
    ['seconds with blanks', ' 120 ', 120_000],
    ['seconds with leading zeros', '007', 7000],
    ['a fraction', '0.5', 500],
    ['a date ahead', 'Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['a date ahead in the form of RFC 850', 'Thursday, 01-Jan-26 12:00:30 GMT', 30_000],
    ['a date ahead in the form of asctime', 'Thu Jan  1 12:00:30 2026', 30_000],
    ['a date far ahead', 'Fri, 31 Dec 9999 23:59:59 GMT', Date.UTC(9999, 11, 31, 23, 59, 59) - now],
    ['a date behind', 'Thu, 01 Jan 2026 11:00:00 GMT', null],
    ['this very moment', 'Thu, 01 Jan 2026 12:00:00 GMT', null],
    ['zero', '0', null],
    ['a negative number', '-5', null],
    ['a sign', '+5', null],
    ['an exponent', '1e3', null],
    ['a hexadecimal number', '0x10', null],
    ['words', 'a moment', null],
    ['a number with words', '7 apples', null],
    ['two values in one', '7, 8', null],
    ['an ISO date', '2026-01-01T12:00:30Z', null],
    ['a date that does not exist', 'Thu, 99 Foo 2026', null],
    ['nothing', '', null],
    ['no header', undefined, null],
    ['a huge number', '9'.repeat(400), Number.POSITIVE_INFINITY],
  ])('reads %s', (_title, header, waitMs) => {
    expect(retryAfterMs(header, now)).toBe(waitMs);
  });

  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['2026-01-01T00:00:00Z', null],
  ])('reads the HTTP date %s', (text, instant) => {
    expect(httpDateMs(text)).toBe(instant);
  });
});

describe('the wait budget', () => {
  it('counts waits that overlap once', async () => {
    const clock = createFakeClock();
    const budget = createWaitBudget(10_000, clock);
    expect(budget.waitFor(4000)).toBe(4000);
    expect(budget.waitFor(3000)).toBe(3000);
    expect(budget.waitFor(5000)).toBe(5000);
    await clock.advance(5000);
    expect(budget.waitFor(60_000)).toBe(10_000);
  });

  it('lets a request join a wait that is paid for, and gives nothing after it', async () => {
    const clock = createFakeClock();
    const budget = createWaitBudget(2000, clock);
    expect(budget.waitFor(Number.POSITIVE_INFINITY)).toBe(2000);
    expect(budget.waitFor(1000)).toBe(1000);
    expect(budget.waitFor(5000)).toBe(2000);
    await clock.advance(2000);
    expect(budget.waitFor(1000)).toBeNull();
  });

  it('of nothing allows no wait', () => {
    expect(createWaitBudget(0, createFakeClock()).waitFor(1)).toBeNull();
  });

  it('counts a wait that has happened already, without what was paid for before', async () => {
    const clock = createFakeClock();
    const budget = createWaitBudget(10_000, clock);
    budget.waitFor(4000);
    await clock.advance(6000);
    expect(budget.charge(1000)).toBe(true);
    expect(budget.leftMs()).toBe(4000);
    await clock.advance(4000);
    expect(budget.charge(6000)).toBe(true);
    expect(budget.leftMs()).toBe(0);
    await clock.advance(1);
    expect(budget.charge(10_000)).toBe(false);
    expect(budget.leftMs()).toBe(0);
    expect(budget.waitFor(1)).toBeNull();
  });

  it('never allows more time than it holds, however it is asked', async () => {
    const asks = fc.array(
      fc.record({ wantedMs: fc.integer({ min: 1, max: 5000 }), passMs: fc.integer({ min: 0, max: 5000 }) }),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(asks, async (rounds) => {
        const clock = createFakeClock();
        const budget = createWaitBudget(8000, clock);
        let waitedMs = 0;
        let waitingUntilMs = 0;
        for (const { wantedMs, passMs } of rounds) {
          const nowMs = clock.monotonic();
          const untilMs = budget.waitFor(wantedMs) ?? nowMs;
          expect(untilMs).toBeLessThanOrEqual(nowMs + wantedMs);
          waitedMs += Math.max(0, untilMs - Math.max(waitingUntilMs, nowMs));
          waitingUntilMs = Math.max(waitingUntilMs, untilMs);
          await clock.advance(passMs);
        }
        expect(waitedMs).toBeLessThanOrEqual(8000);
      }),
      { numRuns: 50 },
    );
  });
});
