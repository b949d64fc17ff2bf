import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/row.js';
import { maxCellText } from '../../../src/formats/xlsx-text.js';
import { openTableWriter } from '../../../src/writers/table-writer.js';
import { asRead, readBack } from './read-back.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-round-trip-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const kinds = ['input', 'text', 'id', 'phone', 'amount', 'enumeration'] as const;

const nastyText = fc
  .array(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ',',
      ';',
      '|',
      '\t',
      '\n',
      '\r',
      '\r\n',
      ' ',
      '0',
      '1',
      ',5',
      'é',
      '株',
      '🚀',
      'sep=',
      '_x000D_',
      '\uFEFF',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
// A CSV file is UTF-8 text, which holds neither NUL nor half a character.
const wholeText = fc.oneof(fc.string({ unit: 'grapheme' }), nastyText).filter((text) => !text.includes('\0'));

function tables<T extends Cell>(cell: fc.Arbitrary<T>) {
  return fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.record({
      columns: fc.array(fc.constantFrom(...kinds), { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
    }),
  );
}

async function written(
  name: string,
  table: { columns: readonly (typeof kinds)[number][]; rows: readonly (readonly Cell[])[] },
  delimiter?: string,
): Promise<string> {
  const columns = table.columns.map((kind, index) => ({ header: `Column ${index + 1}`, kind }));
  const writer = await openTableWriter(join(folder, name), [{ name: 'Data', columns }], { delimiter });
  for (const row of table.rows) await writer.addRow(0, row);
  return await writer.finish();
}

// Properties write and read hundreds of files; a busy machine takes its time.
describe('what the writers write the readers read back', { timeout: 60_000 }, () => {
  it.each([',', ';', '\t', '|'])('any text in CSV with delimiter %j', async (delimiter) => {
    await fc.assert(
      fc.asyncProperty(tables(wholeText), async (table) => {
        const path = await written('out.csv', table, delimiter);
        const [sheet] = await readBack(path);
        expect(sheet?.headers).toEqual(table.columns.map((_, index) => `Column ${index + 1}`));
        expect(sheet?.rows).toEqual(asRead(table.rows));
        expect(sheet?.issues).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('any text in XLSX, also half characters and controls', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), nastyText).filter((value) => !value.includes('\0'));
    await fc.assert(
      fc.asyncProperty(tables(text), async (table) => {
        const [sheet] = await readBack(await written('out.xlsx', table));
        expect(sheet?.rows).toEqual(asRead(table.rows));
        expect(sheet?.issues).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('typed cells in XLSX as what they were', async () => {
    const day = fc
      .date({
        min: new Date('1900-03-01T00:00:00Z'),
        max: new Date('9999-12-31T00:00:00Z'),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString());
    const typed = fc.oneof<fc.Arbitrary<Cell>[]>(
      fc.constant(''),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .map((value) => ({ kind: 'number', digits: String(value) })),
      fc.maxSafeInteger().map((value) => ({ kind: 'number', digits: String(value) })),
      day.map((iso) => ({ kind: 'date', iso: iso.slice(0, 10) })),
      day
        .map((iso) => iso.slice(0, 19))
        .filter((iso) => !iso.endsWith('T00:00:00'))
        .map((iso) => ({ kind: 'date', iso })),
      fc.boolean().map((value) => ({ kind: 'boolean', value })),
      fc.constantFrom('#N/A', '#REF!', '#DIV/0!').map((error) => ({ kind: 'error', error })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(typed, { minLength: 3, maxLength: 3 }), { maxLength: 8 }),
        async (rows) => {
          const [sheet] = await readBack(
            await written('out.xlsx', { columns: ['input', 'amount', 'text'], rows }),
          );
          expect(sheet?.rows).toEqual(asRead(rows).map((cells) => cells.map(plainZero)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('the longest text that a workbook cell holds', async () => {
    const text = `${'x'.repeat(maxCellText - 1)}é`;
    const [sheet] = await readBack(await written('out.xlsx', { columns: ['text'], rows: [[text]] }));
    expect(sheet?.rows).toEqual([[text]]);
  });

  it('headers that look like formulas or escapes', async () => {
    const headers = ['=SUM(A1)', "'-x", '_x000D_', '__proto__', 'Größe'];
    for (const name of ['out.csv', 'out.xlsx']) {
      const columns = headers.map((header) => ({ header, kind: 'input' }) as const);
      const writer = await openTableWriter(join(folder, name), [{ name: 'Data', columns }]);
      const [sheet] = await readBack(await writer.finish());
      expect(sheet?.headers).toEqual(headers);
    }
  });
});

/** A workbook knows no negative zero. */
function plainZero(cell: Cell): Cell {
  return typeof cell === 'object' && cell.kind === 'number' && Number(cell.digits) === 0
    ? { kind: 'number', digits: '0' }
    : cell;
}
