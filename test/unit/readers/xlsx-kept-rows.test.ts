import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row, RowReader } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { header, leadRow, writePackage } from '../../golden/make/xlsx-package.js';
import { oddWorkbook } from '../../support/odd-workbooks.js';

async function readRows(reader: RowReader): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const table of reader.tables) for await (const row of table.rows()) rows.push(row);
  return rows;
}

async function batchedRows(reader: RowReader): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { batches } of reader.tables) {
    for await (const batch of batches?.() ?? []) {
      for (let record = 0; record < batch.count; record += 1) {
        const row = batch.row(record);
        if (row !== null) rows.push(row);
      }
    }
  }
  return rows;
}

describe('rows of a workbook that are kept', () => {
  it('are the same as those that are read anew', async () => {
    await fc.assert(
      fc.asyncProperty(oddWorkbook, async (book) => {
        const { content } = await book();
        const anew = await openReader(content);
        const kept = await openReader(content, { keepsRows: true });
        const rows = await readRows(anew);
        expect(rows.length).toBeGreaterThan(10);
        expect(await readRows(kept)).toEqual(rows);
        expect(await batchedRows(kept)).toEqual(rows);
        expect(await batchedRows(kept)).toEqual(rows);
        expect(kept.notes).toEqual(anew.notes);
        expect(kept.tables.map(({ head, merges }) => ({ head, merges }))).toEqual(
          anew.tables.map(({ head, merges }) => ({ head, merges })),
        );
        await anew.close();
        await kept.close();
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['that many cells share', '<c r="A62" t="s"><v>1</v></c>'],
    ['in a cell', '<c r="A62" t="inlineStr"><is><t>a_x0000_b</t></is></c>'],
    ['of a formula', '<c r="A62" t="str"><f>x</f><v>a_x0000_b</v></c>'],
  ])('are told of where a text %s holds a NUL, read both ways', async (_, cell) => {
    const before = Array.from({ length: 60 }, (_row, index) => leadRow(index + 2, '')).join('');
    const rows = `${header}${before}<row r="62">${cell}</row>`;
    const shared = '<si><t>plain</t></si><si><t>a_x0000_b</t></si>';
    const content = await writePackage({ sheets: [{ name: 'Leads', rows }], shared });
    for (const keepsRows of [false, true]) {
      const reader = await openReader(content, { keepsRows });
      const found = (await readRows(reader)).at(-1);
      expect(found?.cells).toEqual(['a\0b']);
      expect(found?.issues).toMatchObject([{ code: 'TEXT_NUL', column: 'A', row: 62, value: 'a\u2400b' }]);
      await reader.close();
    }
  });

  it.each([
    ['a cell that is there twice', '<c r="A3"><v>1</v></c><c r="A3"><v>2</v></c>', 'is there twice'],
    ['a text that is not there', '<c r="A3" t="s"><v>7</v></c>', 'refers to shared text 7'],
  ])('of a sheet with %s tell it only where the rows are read', async (_, cells, message) => {
    // The head holds no row of the second sheet.
    const far = Array.from({ length: 60 }, (_row, index) => leadRow(index + 2, '')).join('');
    const damaged = `${header}${far}<row r="63">${cells.replaceAll('A3', 'A63')}</row>`;
    const content = await writePackage({
      sheets: [
        { name: 'Leads', rows: header + leadRow(2, '') },
        { name: 'Other', rows: damaged },
      ],
    });
    const reader = await openReader(content, { keepsRows: true });
    const [first, second] = reader.tables;
    expect(first?.batches).toBeDefined();
    expect(second?.batches).toBeUndefined();
    await expect(readRows({ ...reader, tables: reader.tables.slice(1) })).rejects.toThrow(message);
    await reader.close();
  });

  it('are not kept where too many are left out between them', async () => {
    const content = await writePackage({
      sheets: [{ name: 'Leads', rows: header + leadRow(2, '') + leadRow(2_000_000, '') }],
    });
    const reader = await openReader(content, { keepsRows: true });
    expect(reader.tables[0]?.batches).toBeUndefined();
    expect((await readRows(reader)).map(({ row }) => row)).toEqual([1, 2, 2_000_000]);
    await reader.close();
  });

  it('are given up where the reading is', async () => {
    const stop = new AbortController();
    const content = await writePackage({ sheets: [{ name: 'Leads', rows: header + leadRow(2, '') }] });
    const opening = openReader(content, { keepsRows: true, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(opening).rejects.toThrow('enough');
  });
});
