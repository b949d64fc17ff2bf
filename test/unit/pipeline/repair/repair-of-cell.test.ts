import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, cellText } from '../../../../src/core/row.js';
import { type Field, fieldAt, fieldCatalogue } from '../../../../src/lead/field-catalogue.js';
import type { CellContext } from '../../../../src/pipeline/parsing/cell-value.js';
import { anyNotation } from '../../../../src/pipeline/parsing/notation.js';
import { parseCell } from '../../../../src/pipeline/parsing/parse-cell.js';
import { repairOfCell } from '../../../../src/pipeline/repair/repair-of-cell.js';

const context: CellContext = { ...anyNotation, apiVersion: 'v1' };
const dayFirst: CellContext = { ...context, orders: ['day-first'] };

function field(path: string): Field {
  const found = fieldAt(path);
  if (found === undefined) throw new Error(`no field ${path}`);
  return found;
}

function repaired(path: string, cell: Cell, given: CellContext = context): string | null {
  const repair = repairOfCell(cell, { field: field(path) }, given);
  return repair === null ? null : `${repair.kind}: ${cellText(repair.to)}`;
}

const name = 'leadOpportunity.name';
const stage = 'leadOpportunity.status';
const closeDate = 'leadOpportunity.closeDate';
const country = 'customerLegalEntity.country';
const currency = 'leadOpportunity.currency';

test.each([
  [name, '  Pump line ', 'spaces: Pump line'],
  [name, 'Pump\u00a0line', 'spaces: Pump line'],
  [name, '\ufeffPump\u200b line', 'spaces: Pump line'],
  [name, 'Mu\u0308ller', 'characters: Müller'],
  [stage, '-2 Validated', 'code: VALIDATED'],
  [stage, 'validated', 'code: VALIDATED'],
  [
    'leadOpportunity.reasonWon',
    'Solution functionality\nLower software costs',
    'code: SOLUTION_FUNCT; LWR_SFTWR_COSTS',
  ],
  [currency, 'eur', 'currency: EUR'],
  [currency, '€', 'currency: EUR'],
  [country, 'Deutschland', 'country: Germany'],
  [country, 'DE', 'country: Germany'],
  [closeDate, '30 Sep 2026', 'date: 2026-09-30'],
  [closeDate, '31.12.2026', 'date: 2026-12-31'],
  [closeDate, ' 2026-12-31 ', 'spaces: 2026-12-31'],
])('%s: %j becomes %s', (path, cell, expected) => {
  expect(repaired(path, cell)).toBe(expected);
});

test.each([
  [name, 'Pump line'],
  [name, ''],
  [name, '   '],
  [stage, 'VALIDATED'],
  [stage, 'Negotiation'],
  [stage, '(clear)'],
  [currency, 'EUR'],
  [currency, '$'],
  [currency, 'Dollar'],
  [country, 'Germany'],
  [country, 'Atlantis'],
  [closeDate, '2026-12-31'],
  [closeDate, '03/04/2026'],
  [closeDate, 'next week'],
  [closeDate, { kind: 'date', iso: '2026-12-31' }],
  ['offerLines.amount', '1.500,00'],
] as const)('%s: %j is left alone', (path, cell) => {
  expect(repaired(path, cell)).toBeNull();
});

test('a date that means two days is rewritten only where the column proves the order', () => {
  expect(repaired(closeDate, '03/04/2026', dayFirst)).toBe('date: 2026-04-03');
});

test('a text that the mapping file gives a meaning keeps its wording', () => {
  const values = new Map([['won', 'LOST']]);
  expect(repairOfCell('Won', { field: field(stage), values }, context)).toBeNull();
  expect(repairOfCell(' Won ', { field: field(stage), values }, context)).toEqual({
    kind: 'spaces',
    to: 'Won',
  });
});

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'validated',
    '-2 Validated',
    'eur',
    'Deutschland',
    '31.12.2026',
    '3/4/26',
    '(CLEAR)',
    '¥',
    'Safe;won',
  ),
  fc
    .constantFrom('\u00a0', '\u200b ', 'e\u0301')
    .chain((odd) => fc.constantFrom(`${odd}EUR`, `Won${odd}`, `a${odd}b`)),
);

test('a repair never changes a meaning: what was read as a value is read as the same value, and only once repaired', () => {
  const fields = fc.constantFrom(...fieldCatalogue.filter(({ readOnly }) => !readOnly));
  fc.assert(
    fc.property(texts, fields, fc.constantFrom(context, dayFirst), (text, one, given) => {
      const repair = repairOfCell(text, { field: one }, given);
      if (repair === null) return;
      const before = parseCell(text, one, given);
      const after = parseCell(repair.to, one, given);
      if (before.kind === 'value') expect(after.kind).toBe('value');
      if (before.kind === 'value' && ['code', 'date'].includes(repair.kind)) {
        expect(after).toMatchObject({ value: before.value });
      }
      if (repair.kind === 'currency') expect(after).toMatchObject({ kind: 'value', value: repair.to });
      expect(repairOfCell(repair.to, { field: one }, given)).toBeNull();
    }),
    { numRuns: 3000 },
  );
});
