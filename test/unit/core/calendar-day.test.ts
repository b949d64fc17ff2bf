import { expect, test } from 'vitest';
import { isCalendarDay } from '../../../src/core/calendar-day.js';

test.each(['2026-11-22', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(isCalendarDay(text)).toBe(true);
});

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-1',
  '',
  'today',
])('%j is none', (text) => {
  expect(isCalendarDay(text)).toBe(false);
});

test.each(['2026-11-22T00:00:00Z', ' 2026-11-22', '+002026-11-22', '2026-11-22\n'])(
  '%j is more than a day',
  (text) => {
    expect(isCalendarDay(text)).toBe(false);
  },
);
