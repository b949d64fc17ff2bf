import { Temporal } from 'temporal-polyfill';
import { afterEach, expect, test, vi } from 'vitest';
import { anyNotation, type DateOrder, dateOrders } from '../../../src/pipeline/parsing/notation.js';
import { parseCell } from '../../../src/pipeline/parsing/parse-cell.js';
import type { Parsed } from '../../../src/pipeline/parsing/parsed.js';
import { fieldNamed } from './field-named.js';

const closeDate = fieldNamed('leadOpportunity.closeDate');

function parse(text: string, orders: readonly DateOrder[] = dateOrders): Parsed {
  return parseCell(text, closeDate, { ...anyNotation, apiVersion: 'v1', orders });
}

afterEach(() => {
  vi.unstubAllEnvs();
});

const certain = [
  ['2026-03-20', '2026-03-20'],
  ['2026-03-20T23:59:59.999Z', '2026-03-20'],
  ['2026-03-20T00:30:00+14:00', '2026-03-20'],
  ['2026-03-20T23:30:00-11:00', '2026-03-20'],
  ['2026-03-20 00:00:00.000000 +0000', '2026-03-20'],
  ['2026-03-20T00:00+01:00[Europe/Berlin]', '2026-03-20'],
  ['2026/3/20', '2026-03-20'],
  ['2026.03.20', '2026-03-20'],
  ['2026. 3. 20.', '2026-03-20'],
  ['2026-3-5', '2026-03-05'],
  ['20.03.2026', '2026-03-20'],
  ['20/03/2026', '2026-03-20'],
  ['20-3-2026', '2026-03-20'],
  ['3/20/2026', '2026-03-20'],
  ['3/20/26', '2026-03-20'],
  ['20.03.2026 14:30', '2026-03-20'],
  ['20.03.2026, 14:30:00 Uhr', '2026-03-20'],
  ['3/20/2026 11:59:59 PM', '2026-03-20'],
  ['3/20/2026, 12:05 a.m. CET', '2026-03-20'],
  ['05/05/2026', '2026-05-05'],
  ['２０２６年３月２０日', '2026-03-20'],
  ['2026年3月20日', '2026-03-20'],
  ['2026年03月20日(金)', '2026-03-20'],
  ['2026年3月20日 金曜日', '2026-03-20'],
  ['2026年3月20日 10時30分', '2026-03-20'],
  ['2026年3月20日10時30分15秒', '2026-03-20'],
  ['2026年3月20日 10:30', '2026-03-20'],
  ['令和8年3月20日', '2026-03-20'],
  ['令和元年5月1日', '2019-05-01'],
  ['２０２６/０３/２０', '2026-03-20'],
  ['20 Mar 2026', '2026-03-20'],
  ['20\u00a0Mar\u202f2026', '2026-03-20'],
  ['20-Mar-2026', '2026-03-20'],
  ['20MAR2026', '2026-03-20'],
  ['Mar 20, 2026', '2026-03-20'],
  ['March 20th, 2026', '2026-03-20'],
  ['MARCH 20 2026', '2026-03-20'],
  ['1st of March 2026', '2026-03-01'],
  ['15 Apr, 2021 00:02:00', '2021-04-15'],
  ['2026 Mar 20', '2026-03-20'],
  ['2026-Mar-20', '2026-03-20'],
  ['Fri, 20 Mar 2026 23:00:00 GMT', '2026-03-20'],
  ['Friday, March 20, 2026', '2026-03-20'],
  ['Fri Mar 20 2026 00:00:00 GMT+0100 (Central European Standard Time)', '2026-03-20'],
  ['Sept 5, 2026', '2026-09-05'],
  ['20. März 2026', '2026-03-20'],
  ['20. Ma\u0308rz 2026', '2026-03-20'],
  ['20.MAERZ 2026', '2026-03-20'],
  ['Freitag, 20. März 2026 um 14:30 Uhr', '2026-03-20'],
  ['Fr. 20.03.2026', '2026-03-20'],
  ['1. Jänner 2026', '2026-01-01'],
  ['31. Dez. 2026', '2026-12-31'],
  ['20 mars 2026', '2026-03-20'],
  ['1er août 2026', '2026-08-01'],
  ['20 févr. 2026', '2026-02-20'],
  ['mar. 17 mars 2026', '2026-03-17'],
  ['vendredi 20 mars 2026 à 14:30', '2026-03-20'],
  ['DÉCEMBRE 31 2026', '2026-12-31'],
  ['20 de marzo de 2026', '2026-03-20'],
  ['20-ene-2026', '2026-01-20'],
  ['viernes, 20 de setiembre del 2026', '2026-09-20'],
  ['20 gennaio 2026', '2026-01-20'],
  ['1° luglio 2026', '2026-07-01'],
  ['mercoledì 20 mag 2026', '2026-05-20'],
  ['31/12/2099', '2099-12-31'],
  ['5/13/68', '2068-05-13'],
  ['5/13/69', '1969-05-13'],
  ['5-Apr-26', '2026-04-05'],
  ['26/3/5', '2026-03-05'],
] as const;

test.each(certain)('%s is one day whatever the country: %s', (text, day) => {
  expect(parse(text)).toEqual({ kind: 'value', value: day, remarks: [] });
});

test.each([
  ['03/04/2026', ['2026-04-03', '2026-03-04', null]],
  ['3.4.2026', ['2026-04-03', '2026-03-04', null]],
  ['03-04-2026 10:00', ['2026-04-03', '2026-03-04', null]],
  ['20-03-26', ['2026-03-20', null, '2020-03-26']],
  ['05.06.07', ['2007-06-05', '2007-05-06', '2005-06-07']],
  ['20-Mar-26', ['2026-03-20', '2026-03-20', '2020-03-26']],
  ['20. März 26', ['2026-03-20', '2026-03-20', '2020-03-26']],
] as const)(
  '%s has the days %j day first, month first and year first, and none without an order',
  (text, days) => {
    expect(parse(text)).toMatchObject({ kind: 'invalid', remarks: [{ code: 'DATE_AMBIGUOUS' }] });
    for (const [index, order] of dateOrders.entries()) {
      const parsed = parse(text, [order]);
      const day = days[index] ?? null;
      if (day === null)
        expect(parsed).toMatchObject({ kind: 'invalid', remarks: [{ code: 'DATE_INVALID' }] });
      else expect(parsed).toEqual({ kind: 'value', value: day, remarks: [] });
    }
  },
);

test('a date with two meanings is refused with both of them', () => {
  const parsed = parse('03/04/2026');
  expect(parsed.kind === 'invalid' && parsed.remarks[0]?.message).toBe(
    'expected a date with one meaning, found "03/04/2026", which can be 2026-04-03 or 2026-03-04.',
  );
});

test.each([
  ['31.02.2026', 'February has 28 days in 2026.', null],
  ['29/02/2026', 'February has 28 days in 2026.', null],
  ['31/04/2026', 'April has 30 days in 2026.', null],
  ['13/13/2026', 'There is no month 13.', null],
  ['00/00/2026', 'There is no month 0.', null],
  ['30 Feb 2026', 'February has 28 days in 2026.', null],
  ['Feb 29, 2026', 'February has 28 days in 2026.', null],
  ['2026年2月30日', 'February has 28 days in 2026.', null],
  ['2026/20/03', 'There is no month 20.', null],
  ['20.03.1026', 'The year 1026 lies before 1900.', null],
] as const)('%s is no day: %s', (text, why, suggestion) => {
  const parsed = parse(text);
  expect(parsed).toMatchObject({ kind: 'invalid', remarks: [{ code: 'DATE_INVALID', suggestion }] });
  expect(parsed.kind === 'invalid' && parsed.remarks[0]?.message).toBe(
    `expected a date, found "${text}". ${why}`,
  );
});

test.each([
  [
    '3/20/2026',
    'day-first',
    'There is no month 20. The dates of this column are read day first.',
    '2026-03-20',
  ],
  [
    '20.03.2026',
    'month-first',
    'There is no month 20. The dates of this column are read month first.',
    '2026-03-20',
  ],
  ['20.03.2026', 'year-first', 'The dates of this column are read year first.', '2026-03-20'],
  ['2026-02-31', 'month-first', 'February has 28 days in 2026.', null],
] as const)('%s does not fit a column that is read %s', (...[text, order, why, suggestion]) => {
  const parsed = parse(text, [order]);
  expect(parsed).toMatchObject({ kind: 'invalid', remarks: [{ code: 'DATE_INVALID' }] });
  expect(parsed.kind === 'invalid' && parsed.remarks[0]?.message).toContain(`"${text}". ${why}`);
  expect(parsed.kind === 'invalid' && (parsed.remarks[0]?.suggestion ?? null)).toBe(suggestion);
});

test.each([
  'soon',
  'Q3 2026',
  'March 2026',
  'Mar 20',
  '20 Foo 2026',
  '20/03',
  '20/03-2026',
  '20.03.202',
  '20.03.20266',
  '1/2/3',
  '2026-03-20T25:00:00Z',
  '20.03.2026 24:00',
  '20.03.2026 later',
  'Pumpday 20.03.2026',
  '2026-W12-5',
  '2026-079',
  '26年3月20日',
  '2026年3月',
  '20 03 2026',
  '',
])('%j is no date and gets no value in any order', (text) => {
  for (const orders of [dateOrders, ...dateOrders.map((order) => [order])]) {
    expect(parse(text, orders).kind).toBe(text === '' ? 'blank' : 'invalid');
  }
});

test.each(['46387', '46387.5', '46387,5', '20260320'])(
  'the bare number %s is refused with a hint',
  (text) => {
    const parsed = parse(text);
    expect(parsed.kind === 'invalid' && parsed.remarks[0]).toMatchObject({
      code: 'DATE_INVALID',
      hint: expect.stringContaining('serial number'),
    });
  },
);

test.each([
  ['43831', '2020-01-01'],
  ['46387.5', '2026-12-31'],
  ['25568', null],
  ['73051', null],
  ['4383', null],
  ['20260320', null],
])('for the bare number %s the day %s is suggested', (text, day) => {
  const parsed = parse(text);
  expect(parsed.kind === 'invalid' && parsed.remarks[0]?.suggestion).toBe(day);
});

test('a hostile text of the longest length is refused quickly', () => {
  const texts = [
    '1 '.repeat(127),
    '1/'.repeat(127),
    ' '.repeat(100) + ':'.repeat(100),
    `${'a'.repeat(250)} 1`,
  ];
  const begin = performance.now();
  for (const text of texts) expect(parse(`x${text}`).kind).toBe('invalid');
  expect(performance.now() - begin).toBeLessThan(500);
});

test('exactly the days of the calendar are days', () => {
  const wrong: string[] = [];
  for (const year of [1900, 1999, 2000, 2023, 2024, 2100, 2400, 9999]) {
    for (let month = 0; month <= 13; month += 1) {
      for (let day = 0; day <= 32; day += 1) {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const parsed = parse(text);
        if ((parsed.kind === 'value') !== exists({ year, month, day })) wrong.push(text);
        if (parsed.kind === 'value' && parsed.value !== text) wrong.push(text);
      }
    }
  }
  expect(wrong).toEqual([]);
});

function exists(day: { year: number; month: number; day: number }): boolean {
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' }).day === day.day;
  } catch {
    return false;
  }
}

test.each([
  ['UTC', 0],
  ['America/New_York', 300],
  ['Asia/Kolkata', -330],
  ['Pacific/Apia', -780],
  ['America/Sao_Paulo', 180],
])('every day stays the same in the zone %s', (zone, offset) => {
  vi.stubEnv('TZ', zone);
  // Proves that the zone is in force, not only set.
  expect(new Date(2026, 0, 15).getTimezoneOffset()).toBe(offset);
  for (const [text, day] of certain) expect(parse(text)).toMatchObject({ kind: 'value', value: day });
  expect(parse('03/04/2026', ['day-first'])).toMatchObject({ value: '2026-04-03' });
});
