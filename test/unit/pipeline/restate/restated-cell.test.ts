import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, cellText } from '../../../../src/core/row.js';
import { kinds } from '../../../../src/pipeline/evidence/ways.js';
import {
  anyNotation,
  dateOrders,
  decimalSigns,
  type Notation,
} from '../../../../src/pipeline/parsing/notation.js';
import { parseCell } from '../../../../src/pipeline/parsing/parse-cell.js';
import { restatedCell } from '../../../../src/pipeline/restate/restated-cell.js';
import { fieldNamed } from '../field-named.js';

const amount = fieldNamed('offerLines.amount');
const day = fieldNamed('leadOpportunity.closeDate');
const name = fieldNamed('leadOpportunity.name');
const comma: Notation = { ...anyNotation, decimals: ['comma'] };
const point: Notation = { ...anyNotation, decimals: ['point'] };
const dayFirst: Notation = { ...anyNotation, orders: ['day-first'] };

type Field = typeof amount;

function readValue(cell: Cell, field: Field, notation: Notation) {
  const parsed = parseCell(cell, field, { ...notation, apiVersion: 'v1' });
  return parsed.kind === 'value' ? parsed.value : null;
}

function restated(cell: Cell, field: Field, notation: Notation): Cell | null {
  const value = readValue(cell, field, notation);
  expect(value).not.toBeNull();
  return restatedCell({ cell, type: field.type, value, notation });
}

describe('a day', () => {
  it.each<[string, Cell | null]>([
    ['03/04/2027', { kind: 'date', iso: '2027-04-03' }],
    [' 31.12.2026 ', { kind: 'date', iso: '2026-12-31' }],
    ['15 Apr, 2021 00:02:00', { kind: 'date', iso: '2021-04-15' }],
    ['2026-12-31', { kind: 'date', iso: '2026-12-31' }],
    ['2026-12-31T23:30:00Z', { kind: 'date', iso: '2026-12-31' }],
    ['15/01/1900', '1900-01-15'],
  ])('that is written %j', (text, cell) => {
    expect(restated(text, day, dayFirst)).toEqual(cell);
  });

  it('that is a date cell stays', () => {
    expect(restated({ kind: 'date', iso: '2026-12-31' }, day, anyNotation)).toBeNull();
  });
});

describe('an amount', () => {
  it.each<[string, Notation, Cell | null]>([
    ['1.234', comma, { kind: 'number', digits: '1234' }],
    ['1.234,5', comma, { kind: 'number', digits: '1234.5000' }],
    ['1,234', comma, { kind: 'number', digits: '1.2340' }],
    ['(1.234,56)', comma, { kind: 'number', digits: '-1234.5600' }],
    ['1.234,50 €', comma, '1234.5000 €'],
    ['(EUR 1.234,50)', comma, '(EUR 1234.5000)'],
    ['−5,25', comma, { kind: 'number', digits: '-5.2500' }],
    ['0,0000001', comma, { kind: 'number', digits: '0.0000001' }],
    ['1,234.56', anyNotation, { kind: 'number', digits: '1234.5600' }],
    ['1234.56', anyNotation, { kind: 'number', digits: '1234.5600' }],
    ['1,234.56', point, { kind: 'number', digits: '1234.5600' }],
    ['1234.56', point, null],
    ['1234.567', point, { kind: 'number', digits: '1234.5670' }],
    ['13800', comma, null],
    ['123456789012,34', comma, null],
  ])('that is written %j', (text, notation, cell) => {
    expect(restated(text, amount, notation)).toEqual(cell);
  });

  it('that is a number cell stays', () => {
    expect(restated({ kind: 'number', digits: '1E3' }, amount, anyNotation)).toBeNull();
  });

  it('has the same value however its column is read, and proves nothing of it', () => {
    const grouped = fc.tuple(
      fc.integer({ min: -999_999_999, max: 999_999_999 }),
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom(['.', ','], [',', '.'], ['', ','], ['', '.'], ['\u00a0', ',']),
      fc.constantFrom('', ' €', ' USD', 'kr.'),
    );
    fc.assert(
      fc.property(grouped, ([whole, part, decimals, [group = '', sign = ''], currency]) => {
        const digits = String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, group);
        const tail = decimals === 0 ? '' : sign + String(part).padStart(4, '0').slice(0, decimals);
        const text = `${digits}${tail}${currency}`;
        const notation = { ...anyNotation, decimals: [sign === ',' ? 'comma' : 'point'] } as const;
        const value = readValue(text, amount, notation);
        const again = restatedCell({
          cell: text,
          type: 'amount',
          value,
          notation: { ...notation, decimals: decimalSigns },
        });
        fc.pre(value !== null && again !== null);
        const written = again ?? '';
        for (const one of [anyNotation, comma, point]) {
          expect(readValue(cellText(written), amount, one)).toBe(value);
          expect(readValue(written, amount, one)).toBe(value);
        }
        const meanings = new Set(kinds.decimal.readings(cellText(written)) ?? []);
        expect(meanings.size).toBeLessThan(2);
      }),
      { numRuns: 2000 },
    );
  });
});

it('days have the same value in every order', () => {
  const cell = restated('03/04/2027', day, dayFirst);
  for (const order of dateOrders) {
    expect(readValue(cellText(cell ?? ''), day, { ...anyNotation, orders: [order] })).toBe('2027-04-03');
  }
  expect(kinds.dates.readings(cellText(cell ?? ''))).toBeNull();
});

it('a cell of another type stays', () => {
  expect(restated('03/04/2027', name, anyNotation)).toBeNull();
});
