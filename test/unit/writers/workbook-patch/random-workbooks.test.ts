import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, columnLetters } from '../../../../src/core/row.js';
import type { CellPatch } from '../../../../src/writers/workbook-patch/workbook-patch.js';
import { readers } from '../../../differential/xlsx-readers.js';
import { type GivenCell, type GivenTable, writers } from '../../../differential/xlsx-writers.js';
import { useTempFolders } from '../../../support/temp-folder.js';
import { cellsOf, patchBytes } from './patch-bench.js';

const tempFolder = useTempFolders();
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('  padded  ', 'a\nb', '000123', '_x000D_', '株式会社', '🚀', '<&>"\'', ']]>'),
);
/** exceljs and hucre leave the escapes of texts in cells as they are, so that none is among the new values. */
const newText = fc.constantFrom(
  '',
  'new',
  '  padded  ',
  'a\nb',
  '000123',
  '株式会社 Zoë',
  '🚀',
  '<&>"\'',
  ']]>',
);
const given: fc.Arbitrary<GivenCell> = fc.oneof(
  fc.constant<GivenCell>({ kind: 'blank' }),
  text.map((value): GivenCell => ({ kind: 'text', text: value })),
  text.map((value): GivenCell => ({ kind: 'formula text', text: value })),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((runs): GivenCell => ({ kind: 'rich text', runs })),
  fc.integer().map((number): GivenCell => ({ kind: 'number', number })),
  fc.boolean().map((value): GivenCell => ({ kind: 'boolean', value })),
  fc.constant<GivenCell>({ kind: 'date', date: new Date('2026-12-31T00:00:00Z') }),
);
const tables: fc.Arbitrary<GivenTable> = fc
  .array(fc.array(given, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 })
  .map((rows) => [[{ kind: 'text', text: 'Id' } as const], ...rows]);

interface Wish {
  readonly row: number;
  readonly patch: CellPatch;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  row: fc.integer({ min: 1, max: 9 }),
  patch: fc.record(
    {
      column: fc.integer({ min: 0, max: 7 }),
      value: fc.oneof(
        newText,
        fc.integer().map((number) => ({ kind: 'number', digits: String(number) }) as const),
      ),
      mark: fc.constantFrom('error', 'warning', 'info', 'fixed'),
      comment: text,
    },
    { requiredKeys: ['column'] },
  ),
});
const wishes = fc.uniqueArray(wish, {
  maxLength: 8,
  selector: ({ row, patch }) => `${row}:${patch.column}`,
});

describe('a patched workbook', { timeout: 120_000 }, () => {
  for (const [writer, write] of Object.entries(writers)) {
    it(`of ${writer} has the new values and all others as they were, for three readers`, async () => {
      const folder = await tempFolder();
      await fc.assert(
        fc.asyncProperty(tables, wishes, async (...[table, asked]) => {
          const before = await write(table);
          const rows = Map.groupBy(asked, ({ row }) => row);
          const cells = new Map([...rows].map(([row, all]) => [row, all.map(({ patch }) => patch)]));
          const { bytes, result } = await patchBytes(before, cellsOf('Data', cells), { folder });
          const kept = new Set(result.keptFormulas.map(({ row, column }) => `${column}${row}`));
          for (const read of Object.values(readers)) {
            const expected = withValues(await read(before), asked, kept);
            expect(shown(await read(bytes))).toEqual(shown(expected));
          }
        }),
        { numRuns: 40 },
      );
    });
  }
});

function withValues(
  cells: ReadonlyMap<string, string>,
  asked: readonly Wish[],
  kept: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const expected = new Map(cells);
  for (const { row, patch } of asked) {
    const { column, value } = patch;
    if (value === undefined || kept.has(`${columnLetters(column)}${row}`)) continue;
    expected.set(`${row - 1}:${column}`, cellText(value));
  }
  return expected;
}

/** Readers differ in whether white space alone is a cell, and in how they end lines. */
function shown(cells: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...cells]
      .filter(([, value]) => value.trim() !== '')
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
