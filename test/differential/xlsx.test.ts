import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Difference, type KnownDifference, knownDifferences } from './xlsx-differences.js';
import { type ReadTable, readers } from './xlsx-readers.js';
import { type ErrorName, errorNumbers, type GivenCell, type GivenTable, writers } from './xlsx-writers.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '  padded  ',
    'a\nb',
    'a\tb',
    '000123',
    '2E+14',
    '=1+1',
    '_x000D_',
    '株式会社',
    '🚀',
    '<&>"\'',
    '__proto__',
  ),
);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0));
const day = fc.date({
  min: new Date('1900-03-01T00:00:00Z'),
  max: new Date('9999-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const errors = fc.constantFrom(
  ...Object.keys(errorNumbers).filter((name): name is ErrorName => name in errorNumbers),
);

const cell: fc.Arbitrary<GivenCell> = fc.oneof(
  fc.constant<GivenCell>({ kind: 'blank' }),
  text.map((value): GivenCell => ({ kind: 'text', text: value })),
  text.map((value): GivenCell => ({ kind: 'formula text', text: value })),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((runs): GivenCell => ({ kind: 'rich text', runs })),
  fc.oneof(finite, fc.maxSafeInteger()).map((number): GivenCell => ({ kind: 'number', number })),
  finite.map((number): GivenCell => ({ kind: 'formula number', number })),
  fc.boolean().map((value): GivenCell => ({ kind: 'boolean', value })),
  day.map((date): GivenCell => ({ kind: 'date', date: new Date(Math.floor(date.getTime() / 1000) * 1000) })),
  errors.map((error): GivenCell => ({ kind: 'error', error })),
);

/** The first cell holds a text, so that no table is blank. */
const tables: fc.Arbitrary<GivenTable> = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 })
  .map((rows) => [[{ kind: 'text', text: 'Id' } as const], ...rows]);

describe('our XLSX reader beside others', { timeout: 120_000 }, () => {
  for (const [writer, write] of Object.entries(writers)) {
    for (const reader of ['exceljs', 'hucre'] as const) {
      it(`agrees with ${reader} on every cell of random workbooks by ${writer}`, async () => {
        await fc.assert(
          fc.asyncProperty(tables, async (table) => {
            const bytes = await write(table);
            const [own, other] = [await readers.ours(bytes), await readers[reader](bytes)];
            expect(differences(table, own, other).filter((found) => !isKnown(reader, found))).toEqual([]);
          }),
          { numRuns: 60 },
        );
      });
    }
  }

  it.each(knownDifferences)('differs from $reader, which $what: $why', async ({ reader, example }) => {
    const { writer, given, own, other } = example;
    const bytes = await writers[writer]([[{ kind: 'text', text: 'Id' }], [given]]);
    expect((await readers.ours(bytes)).get('1:0')).toBe(own);
    expect((await readers[reader](bytes)).get('1:0')).toBe(other);
  });
});

function differences(table: GivenTable, own: ReadTable, other: ReadTable): readonly Difference[] {
  return [...new Set([...own.keys(), ...other.keys()])].flatMap((place) => {
    const [row = 0, column = 0] = place.split(':').map(Number);
    const given = table[row]?.[column] ?? { kind: 'blank' };
    const found = { given, own: own.get(place), other: other.get(place) };
    return found.own === found.other ? [] : [found];
  });
}

function isKnown(reader: KnownDifference['reader'], found: Difference): boolean {
  return knownDifferences.some((known) => known.reader === reader && known.matches(found));
}
