import { expect, test } from 'vitest';
import { judgedDay } from '../../../src/jobs/judged-day.js';

// One second before midnight in UTC; elsewhere the next day has begun.
const clock = { now: () => Date.UTC(2026, 10, 21, 23, 59, 59) };

test('without a day it is the day of the clock in UTC', () => {
  expect(judgedDay(undefined, clock)).toBe('2026-11-21');
});

test('a given day counts', () => {
  expect(judgedDay('2024-02-29', clock)).toBe('2024-02-29');
});

test.each(['2026-02-30', '21.11.2026', '2026-11', '2026-11-21T00:00:00Z', 'today', ''])(
  '%j is refused as a day',
  (given) => {
    expect(() => judgedDay(given, clock)).toThrow(/--as-of: expected a day such as 2026-11-21/);
  },
);
