import { describe, expect, test } from 'vitest';
import { parseSpan } from '../../../src/export/parse-span.js';
import { testClock } from '../../support/fake-export-api.js';

const clock = testClock('2026-03-20T12:34:56.789Z');

describe('parseSpan', () => {
  test.each([
    ['a day starts at midnight UTC', '2026-03-01', undefined, '2026-03-01T00:00:00.000Z', null],
    ['both days are in', '2026-03-01', '2026-03-02', '2026-03-01T00:00:00.000Z', '2026-03-03T00:00:00.000Z'],
    [
      'one day is 24 hours',
      '2026-03-01',
      '2026-03-01',
      '2026-03-01T00:00:00.000Z',
      '2026-03-02T00:00:00.000Z',
    ],
    [
      '29 February of a leap year',
      '2024-02-29',
      '2024-02-29',
      '2024-02-29T00:00:00.000Z',
      '2024-03-01T00:00:00.000Z',
    ],
    [
      'the last day of a year',
      '2025-12-31',
      '2025-12-31',
      '2025-12-31T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ],
    ['a week starts on Monday', '2026-W10', undefined, '2026-03-02T00:00:00.000Z', null],
    [
      'a week ends with Sunday',
      '2026-W10',
      '2026-W10',
      '2026-03-02T00:00:00.000Z',
      '2026-03-09T00:00:00.000Z',
    ],
    [
      'a first week may start in the year before',
      '2026-w01',
      '2026-03-01',
      '2025-12-29T00:00:00.000Z',
      '2026-03-02T00:00:00.000Z',
    ],
    [
      'a year may have 53 weeks',
      '2020-W53',
      '2020-W53',
      '2020-12-28T00:00:00.000Z',
      '2021-01-04T00:00:00.000Z',
    ],
    [
      'today counts as until',
      '2026-03-20',
      '2026-03-20',
      '2026-03-20T00:00:00.000Z',
      '2026-03-21T00:00:00.000Z',
    ],
    ['a date-time in UTC', '2026-03-01T09:15:30.250Z', undefined, '2026-03-01T09:15:30.250Z', null],
    ['a date-time east of UTC', '2026-03-01T09:00+01:00', undefined, '2026-03-01T08:00:00.000Z', null],
    [
      'a date-time west of UTC',
      '2026-03-01T09:00:00-05:30',
      '7d',
      '2026-03-01T14:30:00.000Z',
      '2026-03-13T12:34:56.789Z',
    ],
    ['days back', '7d', undefined, '2026-03-13T12:34:56.789Z', null],
    ['hours back', '24h', undefined, '2026-03-19T12:34:56.789Z', null],
    ['capitals and blanks', ' 2D ', '1H', '2026-03-18T12:34:56.789Z', '2026-03-20T11:34:56.789Z'],
  ])('%s: since %s until %s', (...row) => {
    const [, since, until, from, to] = row;
    expect(parseSpan({ since, until }, clock)).toEqual({ from, to });
  });

  test('there is no span where neither is given', () => {
    expect(parseSpan({}, clock)).toBeNull();
  });

  test.each([
    ['a word', 'yesterday', undefined, '--modified-since', 'neither a day'],
    ['an empty text', '', undefined, '--modified-since', 'neither a day'],
    ['a day that does not exist', '2026-02-29', undefined, '--modified-since', 'no such day'],
    ['a month that does not exist', '2026-03-01', '2026-13-01', '--modified-until', 'no such day'],
    ['a week that the year does not have', '2025-W53', undefined, '--modified-since', 'no such week'],
    ['a week before the first', '2026-W00', undefined, '--modified-since', 'no such week'],
    ['a day in another order', '01.03.2026', undefined, '--modified-since', 'neither a day'],
    ['a date-time without a zone', '2026-03-01T09:00', undefined, '--modified-since', 'time zone'],
    ['an hour that does not exist', '2026-03-01T25:00Z', undefined, '--modified-since', 'time zone'],
    ['an unknown unit', '3m', undefined, '--modified-since', 'neither a day'],
    ['a mistyped year', '0206-03-01', undefined, '--modified-since', 'older than the year 2000'],
    ['more days than there were', '99999d', undefined, '--modified-since', 'older than the year 2000'],
    ['a start in the future', '2026-03-21', undefined, '--modified-since', 'future'],
    [
      'an end before the start',
      '2026-03-10',
      '2026-03-09',
      '--modified-until',
      'not after --modified-since "2026-03-10"',
    ],
    ['an end equal to the start', '7d', '7d', '--modified-until', 'not after'],
  ])('refuses %s with the flag, the text and an example', (...row) => {
    const [, since, until, flag, reason] = row;
    expect(() => parseSpan({ since, until }, clock)).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: expect.stringMatching(new RegExp(`^${flag}: .*found "${until ?? since}".*${reason}`)),
        next: expect.stringMatching(new RegExp(`${flag} .*2026-03-01T09:00\\+01:00`)),
      }),
    );
  });

  test('refuses an end without a start', () => {
    expect(() => parseSpan({ until: '2026-03-01' }, clock)).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: expect.stringContaining('--modified-until "2026-03-01" has no start'),
        next: expect.stringContaining('--modified-since 2026-03-01'),
      }),
    );
  });
});
