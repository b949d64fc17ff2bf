import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFormat, paddedText, parseNumberFormat } from '../../../src/formats/ooxml/number-format.js';
import { dateOfSerial, hoursOfSerial, readIsoCell } from '../../../src/formats/ooxml/serial-date.js';

const msPerDay = 86_400_000;

describe('number formats', () => {
  it.each([
    [
      'date',
      [
        'dd.mm.yyyy',
        'm/d/yy',
        'MMM-YY',
        '[$-409]d-mmm-yy;@',
        'yyyy"年"m"月"',
        'e',
        'mmmm',
        'd h:mm',
        'h:mm d',
        '[Red]d',
        '0;d',
      ],
    ],
    ['time', ['h:mm', 'hh:mm:ss', 'mm:ss', 'mm:ss.0', 'h:mm AM/PM', 'h "h" mm', 'ss', 'h']],
    ['elapsed', ['[h]:mm', '[hh]:mm:ss', '[mm]:ss', '[s]', '[H]:MM']],
    [
      'plain',
      [
        '',
        '0',
        '0.00',
        '#,##0',
        'General',
        '@',
        '0.00E+00',
        '"d"',
        '\\d0',
        '_d0',
        '*d0',
        '[$€-407] 0',
        '0%',
        '# ?/?',
        '[>=100]0',
        '00.0',
        'Standard',
      ],
    ],
    ['padded', ['00', '00000', '000-000', '"A-"0000', '0\\x0', '[Red]000;0', '(000) 000']],
  ] as const)('of the kind %s', (kind, codes) => {
    expect(codes.map((code) => [code, parseNumberFormat(code).kind])).toEqual(
      codes.map((code) => [code, kind]),
    );
  });

  it('have built-in ones by id', () => {
    const kinds = (ids: readonly number[]) => ids.map((id) => builtInFormat(id).kind);
    expect(kinds([0, 1, 2, 4, 9, 10, 11, 12, 13, 37, 44, 48, 49, 164])).toEqual(
      Array.from({ length: 14 }, () => 'plain'),
    );
    expect(new Set(kinds([14, 15, 16, 17, 22, 27, 30, 36, 50, 54, 57, 58, 71, 81]))).toEqual(
      new Set(['date']),
    );
    expect(new Set(kinds([18, 19, 20, 21, 32, 35, 45, 47, 55]))).toEqual(new Set(['time']));
    expect(kinds([46])).toEqual(['elapsed']);
  });

  it.each([
    ['00000', '42', '00042'],
    ['00000', '123456', null],
    ['00000', '-42', null],
    ['00000', '4.2', null],
    ['000-000', '42', '000-042'],
    ['000-000', '1234567', '1234-567'],
    ['"A-"00', '5', 'A-05'],
  ])('of zeros only: %s shows %s as %j', (code, digits, shown) => {
    const format = parseNumberFormat(code);
    expect(format.kind === 'padded' ? paddedText(digits, format.pattern) : undefined).toBe(shown);
  });
});

describe('day numbers', () => {
  it('of both systems are the days of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (day) => {
        const iso = new Date((day - 25_569) * msPerDay).toISOString().slice(0, 10);
        expect(dateOfSerial(day, 1900)).toBe(iso);
        if (day >= 1462) expect(dateOfSerial(day - 1462, 1904)).toBe(iso);
      }),
    );
  });

  it('with a fraction have a time, to the second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 61, max: 2_958_464 }),
        fc.integer({ min: 1, max: 86_399 }),
        (day, second) => {
          const iso = new Date((day - 25_569) * msPerDay + second * 1000).toISOString().slice(0, 19);
          expect(dateOfSerial(day + second / 86_400, 1900)).toBe(iso);
        },
      ),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 0.4, 60, 60.9, 2_958_466, 1e300])(
    'have none for %s',
    (serial) => {
      expect(dateOfSerial(serial, 1900)).toBeNull();
    },
  );

  it('as hours are exact to the second', () => {
    expect([0, 0.5, 1.5, -0.25, 1 / 86_400, 10_000].map(hoursOfSerial)).toEqual([
      '0',
      '12',
      '36',
      '-6',
      '0.0002777778',
      '240000',
    ]);
    expect(hoursOfSerial(Number.POSITIVE_INFINITY)).toBeNull();
  });

  it.each([
    ['2026-09-30', { iso: '2026-09-30' }],
    ['2026-09-30T14:05', { iso: '2026-09-30T14:05:00' }],
    ['2026-09-30T14:05:59.4', { iso: '2026-09-30T14:05:59' }],
    ['2026-12-31T23:59:59.9', { iso: '2027-01-01' }],
    ['2026-09-30T24:00:00', { iso: '2026-10-01' }],
    ['T06:00', { hours: '6' }],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['2026-09-30T25:00', null],
    ['2026-09-30Tnoon', null],
    ['30.09.2026', null],
    ['', null],
  ])('of date cells: %j', (text, read) => {
    expect(readIsoCell(text)).toEqual(read);
  });
});
