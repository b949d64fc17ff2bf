import { describe, expect, it } from 'vitest';
import type { RowReader } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import type { ReadLimits } from '../../../src/readers/read-options.js';
import { hostileWorkbook } from '../../golden/make/xlsx-hostile-workbooks.js';
import { header, leadRow, sheetXml, text, writePackage } from '../../golden/make/xlsx-package.js';

const rows = header + leadRow(2, text('B2', 'Pump'));
const open = (bytes: Buffer, limits: Partial<ReadLimits> = {}): Promise<RowReader> =>
  openReader(bytes, { name: 'leads.xlsx', limits });

async function read(bytes: Buffer, limits: Partial<ReadLimits> = {}): Promise<number> {
  const reader = await open(bytes, limits);
  let count = 0;
  for (const table of reader.tables) for await (const { row } of table.rows()) count = Math.max(count, row);
  return count;
}

describe('hostile XLSX files', () => {
  it.each([
    [
      '64 MB of white space in a sheet',
      'white-space',
      'LIMIT_REACHED',
      /beyond the limit maxCellCharacters of 1,000,000 characters\.$/,
    ],
    [
      'a cell of 1 GB',
      'huge-cell',
      'LIMIT_REACHED',
      /beyond the limit maxCellCharacters of 1,000,000 characters\.$/,
    ],
    [
      'a shared text of 1 GB',
      'huge-shared-text',
      'LIMIT_REACHED',
      /beyond the limit maxCellCharacters of 1,000,000 characters\.$/,
    ],
    [
      'a row of a million cells',
      'million-columns',
      'LIMIT_REACHED',
      /beyond the limit maxCellsPerRow of 16,384 cells\.$/,
    ],
    [
      'a DTD with entities',
      'entities',
      'FILE_UNREADABLE',
      /\(its part xl\/sharedStrings\.xml holds a document type definition \(DTD\), which no workbook has\)\.$/,
    ],
    [
      'a name that leads out of the archive',
      'parent-name',
      'FILE_UNREADABLE',
      /leads out of the archive: "\.\.\/\.\.\/evil\.xml"\)\.$/,
    ],
    [
      '64 MB that claim to be 100 bytes',
      'lying-size',
      'FILE_UNREADABLE',
      /sheet1\.xml is longer than it claims\)\.$/,
    ],
    [
      '6 GB that are claimed honestly',
      'honest-bomb',
      'LIMIT_REACHED',
      /beyond the limit maxInflatedBytes of [\d,]+ bytes\.$/,
    ],
    [
      '20,000 entries',
      'many-entries',
      'LIMIT_REACHED',
      /holds 20,00\d entries, beyond the limit maxEntries of 10,000 entries\.$/,
    ],
    ['elements within elements without end', 'deep', 'FILE_UNREADABLE', /nests more than 256 elements\)\.$/],
  ] as const)('are refused with one sentence: %s', async (...[, name, code, message]) => {
    await expect(read(await hostileWorkbook(name))).rejects.toMatchObject({
      name: 'LeadferryError',
      code,
      message: expect.stringMatching(message),
    });
  });

  it('cost what their cells cost and not what they claim', async () => {
    const bytes = await writePackage({
      sheets: [
        {
          name: 'Leads',
          before: '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols>',
          rows: `${header}<row r="1048576">${text('A1048576', 'A-1')}</row>`,
        },
      ],
    });
    expect(await read(bytes)).toBe(1_048_576);
  });

  it.each([
    ['maxInflatedBytes', 3000, 'inflates to more, beyond the limit maxInflatedBytes of 3,000 bytes.'],
    ['maxEntries', 5, 'the archive holds 6 entries, beyond the limit maxEntries of 5 entries.'],
    [
      'maxCellsPerRow',
      1,
      'sheet "Leads" row 1 reaches to column B, beyond the limit maxCellsPerRow of 1 cells.',
    ],
    [
      'maxCellCharacters',
      12,
      'a cell holds a text of more than 15 characters, beyond the limit maxCellCharacters of 12 characters.',
    ],
    ['maxRows', 1, 'sheet "Leads" has more rows, beyond the limit maxRows of 1 rows.'],
  ] as const)('meet the limit %s where it is set lower', async (...[limit, value, message]) => {
    const bytes = await writePackage({ sheets: [{ name: 'Leads', rows: rows + ' '.repeat(2000) }] });
    expect(await read(bytes)).toBe(2);
    await expect(read(bytes, { [limit]: value })).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      message: expect.stringContaining(message),
      next: expect.stringContaining(`raise ${limit}`),
    });
  });

  it('may hold a longer cell where the limit is raised', async () => {
    const xml = sheetXml({ name: 'Leads', rows: header + leadRow(2, text('B2', 'x'.repeat(1_500_000))) });
    const bytes = await writePackage({ sheets: [{ name: 'Leads', xml }] });
    await expect(read(bytes)).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
    expect(await read(bytes, { maxCellCharacters: 2_000_000 })).toBe(2);
  });
});
