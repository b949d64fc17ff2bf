import type { XlsxCase } from './xlsx-case.ts';
import { header, leadRow, type PackageSource } from './xlsx-package.ts';

type Expected = Readonly<Record<string, unknown>>;

const date = (iso: string): Expected => ({ kind: 'date', iso });
const hours = (digits: string): Expected => ({ kind: 'number', digits });
const noDate: Expected = { kind: 'error', error: '#VALUE!' };
const date1904 = { workbookPr: '<workbookPr date1904="1"/>' } as const;

/** A cell B2 with a number and a style. */
function serial(
  name: string,
  title: string,
  given: readonly [value: string, expected: Expected, source: Omit<PackageSource, 'sheets'>],
): XlsxCase {
  const [value, expected, source] = given;
  return {
    name,
    title,
    source: {
      ...source,
      sheets: [{ name: 'Leads', rows: header + leadRow(2, `<c r="B2" s="1"><v>${value}</v></c>`) }],
    },
    expect: {
      dateSystem: source.workbookPr === undefined ? 1900 : 1904,
      rows: [{ row: 2, cells: ['A-1', expected], issues: [] }],
    },
  };
}

const byId = (id: number) => ({ xfs: `<xf numFmtId="${id}"/>` });

function byCode(code: string): Omit<PackageSource, 'sheets'> {
  const escaped = code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return { ...byId(170), numFmts: `<numFmt numFmtId="170" formatCode="${escaped}"/>` };
}

const codes: readonly (readonly [string, string, Expected])[] = [
  ['german', 'dd.mm.yyyy', date('2026-09-30')],
  ['long-german', '[$-407]d. mmmm yyyy;@', date('2026-09-30')],
  ['system-long', '[$-F800]dddd, mmmm dd, yyyy', date('2026-09-30')],
  ['upper-case', 'DD/MM/YYYY', date('2026-09-30')],
  ['japanese', 'yyyy"年"m"月"d"日"', date('2026-09-30')],
  ['japanese-era', '[$-411]ggge"年"m"月"d"日"', date('2026-09-30')],
  ['thai-buddhist', '[$-D07041E]d mmm bbbb', date('2026-09-30')],
  ['month-and-year', 'mmm yy', date('2026-09-30')],
  ['month-alone', 'mmmm', date('2026-09-30')],
  ['coloured', '[Red]yyyy-mm-dd', date('2026-09-30')],
  ['conditional', '[<100]0;yyyy-mm-dd', date('2026-09-30')],
  ['escaped-points', 'dd\\.mm\\.yyyy', date('2026-09-30')],
  ['general', 'General', hours('46295')],
  ['quoted-days', '0 "days of my year"', hours('46295')],
  ['escaped-d', '0\\d', hours('46295')],
  ['euro', '#,##0.00 [$€-407]', hours('46295')],
  ['red-negative', '#,##0;[Red]-#,##0', hours('46295')],
  ['scientific', '0.00E+00', hours('46295')],
  ['standard-in-german', 'Standard', hours('46295')],
  ['accounting', '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-', hours('46295')],
];

const builtIn: readonly (readonly [number, string])[] = [
  [14, 'the short date'],
  [15, 'day and month name'],
  [16, 'day and month'],
  [17, 'month and year'],
  [22, 'date and time'],
  [27, 'an East Asian date'],
  [31, 'an East Asian long date'],
  [36, 'an East Asian era date'],
  [50, 'a second East Asian date'],
  [57, 'an East Asian date of Chinese Excel'],
  [71, 'a Thai date'],
  [81, 'a Thai date with era'],
];

export const dateCases: readonly XlsxCase[] = [
  ...codes.map(([name, code, expected]) =>
    serial(
      `format-${name}`,
      `a number with the format ${code} is ${expected['kind'] === 'date' ? 'a date' : 'no date'}`,
      ['46295', expected, byCode(code)],
    ),
  ),
  ...builtIn.map(([id, what]) =>
    serial(`format-id-${id}`, `the built-in format ${id}, ${what}, shows a date`, [
      '46295',
      date('2026-09-30'),
      byId(id),
    ]),
  ),
  serial('redefined-id', 'a format of the file counts before the built-in one of its id', [
    '46295',
    hours('46295'),
    { ...byId(14), numFmts: '<numFmt numFmtId="14" formatCode="0.00"/>' },
  ]),
  serial('format-of-base-style', 'a style without a number format has that of its base', [
    '46295',
    date('2026-09-30'),
    {
      parts: {
        'xl/styles.xml':
          '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellStyleXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf xfId="1"/></cellXfs></styleSheet>',
      },
    },
  ]),
  serial('date-and-time', 'a fraction of a day is its time', [
    '46295.587488425925',
    date('2026-09-30T14:05:59'),
    byCode('yyyy-mm-dd hh:mm'),
  ]),
  serial('time-rounds-up', 'a time that is a millisecond short of midnight is the next day', [
    '46295.99999999',
    date('2026-10-01'),
    byId(22),
  ]),
  serial('time-shown-alone', 'a day of which the format shows the time alone keeps its day', [
    '46295.5',
    date('2026-09-30T12:00:00'),
    byId(20),
  ]),
  serial('time-of-day', 'a time without a day is a number of hours', [
    '0.60416666666666663',
    hours('14.5'),
    byId(20),
  ]),
  serial('minutes', 'minutes and seconds are a part of an hour', [
    '6.9444444444444441E-3',
    hours('0.1666666667'),
    byId(45),
  ]),
  serial('elapsed', 'elapsed hours are a number of hours', ['1.5', hours('36'), byId(46)]),
  serial('elapsed-custom', 'elapsed minutes of a custom format are hours too', [
    '0.0625',
    hours('1.5'),
    byCode('[mm]:ss'),
  ]),
  serial('elapsed-negative', 'elapsed time may be negative', ['-0.25', hours('-6'), byCode('[h]:mm')]),
  serial('first-day-1900', 'day 1 is 1900-01-01', ['1', date('1900-01-01'), byId(14)]),
  serial('day-59', 'day 59 is 1900-02-28', ['59', date('1900-02-28'), byId(14)]),
  serial('day-60', 'day 60, which Excel shows as 1900-02-29, is no day', ['60', noDate, byId(14)]),
  serial('day-60-noon', 'the noon of 1900-02-29 is no time', ['60.5', noDate, byId(22)]),
  serial('day-61', 'day 61 is 1900-03-01', ['61', date('1900-03-01'), byId(14)]),
  serial('day-zero', 'day 0 of the 1900 system is no day', ['0', noDate, byId(14)]),
  serial('negative-day', 'a negative day is no day', ['-1', noDate, byId(14)]),
  serial('last-day', 'the last day is 9999-12-31', ['2958465', date('9999-12-31'), byId(14)]),
  serial('day-too-late', 'a day after the last one is no day', ['2958466', noDate, byId(14)]),
  serial('day-far-too-late', 'a huge number is no day', ['1e300', noDate, byId(14)]),
  serial('date-as-exponent', 'a day written with an exponent is a day', [
    '4.6295E+4',
    date('2026-09-30'),
    byId(14),
  ]),
  serial('1904', 'the 1904 system counts from 1904-01-01', [
    '44833',
    date('2026-09-30'),
    { ...byId(14), ...date1904 },
  ]),
  serial('1904-first', 'day 0 of the 1904 system is a day', [
    '0',
    date('1904-01-01'),
    { ...byId(14), ...date1904 },
  ]),
  serial('1904-day-60', 'the 1904 system has no false leap day', [
    '60',
    date('1904-03-01'),
    { ...byId(14), ...date1904 },
  ]),
  serial('1904-in-words', 'the 1904 system may be said in words', [
    '44833',
    date('2026-09-30'),
    { ...byId(14), workbookPr: '<workbookPr date1904="true"/>' },
  ]),
  ...iso('2026-09-30', date('2026-09-30'), 'a date cell of ISO 8601 is a date'),
  ...iso('2026-09-30T14:05:59', date('2026-09-30T14:05:59'), 'a date cell may have a time'),
  ...iso('2026-09-30T00:00:00.000Z', date('2026-09-30'), 'the zone of a date cell moves no day'),
  ...iso(
    '2026-09-30T23:30:00-08:00',
    date('2026-09-30T23:30:00'),
    'an offset of a date cell moves no day either',
  ),
  ...iso('14:30:00', hours('14.5'), 'a date cell with a time alone is a number of hours'),
  ...iso('2026-02-30', noDate, 'a date cell with a day that is none is an error cell'),
  ...iso('soon', noDate, 'a date cell without a date is an error cell'),
];

function iso(value: string, expected: Expected, title: string): readonly XlsxCase[] {
  const cell = `<c r="B2" t="d"><v>${value}</v></c>`;
  const name = `iso-${value.toLowerCase().replace(/[^a-z\d]+/g, '-')}`;
  return [
    {
      name,
      title,
      source: { sheets: [{ name: 'Leads', rows: header + leadRow(2, cell) }] },
      expect: { rows: [{ row: 2, cells: ['A-1', expected], issues: [] }] },
    },
  ];
}
