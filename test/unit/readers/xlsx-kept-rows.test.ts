import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row, RowReader } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
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
});
