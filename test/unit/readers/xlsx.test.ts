import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CellValue, Workbook } from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cell, Row, RowReader } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { dataTables } from '../../support/data-tables.js';

const { default: exceljs } = await import('exceljs');

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-xlsx-'));
});

const readers: RowReader[] = [];

afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.close()));
  await rm(folder, { recursive: true });
});

async function opened(fill: (workbook: Workbook) => void, sheet?: string): Promise<RowReader> {
  const workbook = new exceljs.Workbook();
  fill(workbook);
  const path = join(folder, 'leads.xlsx');
  await workbook.xlsx.writeFile(path);
  const reader = await openReader(path, { sheet });
  readers.push(reader);
  return reader;
}

async function rowsOf(reader: RowReader): Promise<Row[]> {
  const rows: Row[] = [];
  for (const table of dataTables(reader)) for await (const row of table.rows()) rows.push(row);
  return rows;
}

async function cellRead(value: CellValue, numFmt?: string): Promise<Cell | undefined> {
  const reader = await opened((workbook) => {
    const sheet = workbook.addWorksheet('Leads');
    sheet.addRow(['Value', 'End']);
    const row = sheet.addRow([value, 'end']);
    if (numFmt !== undefined) row.getCell(1).numFmt = numFmt;
  });
  const [row] = await rowsOf(reader);
  return row?.cells[0];
}

const utc = (iso: string) => new Date(`${iso}Z`);

describe('XLSX reader', () => {
  it.each<[string, CellValue, string | undefined, Cell]>([
    ['text', 'Pilot', undefined, 'Pilot'],
    ['text with spaces', ' a ', undefined, ' a '],
    ['digits stored as text', '000123', '@', '000123'],
    ['a whole number', 200000000014442, undefined, { kind: 'number', digits: '200000000014442' }],
    ['a number of 21 digits', 1e20, undefined, { kind: 'number', digits: '100000000000000000000' }],
    ['a fraction', 0.1, '#,##0.00', { kind: 'number', digits: '0.1' }],
    ['a negative number', -1234.5, undefined, { kind: 'number', digits: '-1234.5' }],
    ['zero', 0, undefined, { kind: 'number', digits: '0' }],
    ['a date', utc('2026-09-30T00:00:00'), 'yyyy-mm-dd', { kind: 'date', iso: '2026-09-30' }],
    [
      'a date by German format',
      utc('2026-03-29T00:00:00'),
      'dd.mm.yyyy',
      { kind: 'date', iso: '2026-03-29' },
    ],
    [
      'a date with time',
      utc('2026-09-30T14:05:59'),
      'yyyy-mm-dd hh:mm',
      { kind: 'date', iso: '2026-09-30T14:05:59' },
    ],
    ['true', true, undefined, { kind: 'boolean', value: true }],
    ['false', false, undefined, { kind: 'boolean', value: false }],
    ['an error', { error: '#N/A' }, undefined, { kind: 'error', error: '#N/A' }],
    [
      'rich text',
      { richText: [{ text: 'two ' }, { text: 'runs', font: { bold: true } }] },
      undefined,
      'two runs',
    ],
    ['a hyperlink', { text: 'site', hyperlink: 'https://example.com' }, undefined, 'site'],
    ['a formula with a number', { formula: '1+1', result: 2 }, undefined, { kind: 'number', digits: '2' }],
    ['a formula with text', { formula: 'A1', result: 'x' }, undefined, 'x'],
    [
      'a formula with a date',
      { formula: 'TODAY()', result: utc('2026-01-02T00:00:00') },
      'yyyy-mm-dd',
      { kind: 'date', iso: '2026-01-02' },
    ],
    [
      'a formula with an error',
      { formula: '1/0', result: { error: '#DIV/0!' } },
      undefined,
      { kind: 'error', error: '#DIV/0!' },
    ],
    [
      'a formula without result',
      { formula: 'B1*2' },
      undefined,
      { kind: 'formula-without-value', formula: 'B1*2' },
    ],
    ['a carriage return', 'a_x000D_\nb', undefined, 'a\r\nb'],
  ])('reads %s', async (...[, value, numFmt, cell]) => {
    expect(await cellRead(value, numFmt)).toEqual(cell);
  });

  it('gives an impossible date as an error, never as another day', async () => {
    expect(await cellRead(1e12, 'yyyy-mm-dd')).toEqual({ kind: 'error', error: '#VALUE!' });
  });

  it('gives the value of merged cells once', async () => {
    const reader = await opened((workbook) => {
      const sheet = workbook.addWorksheet('Leads');
      sheet.addRows([
        ['Id', 'Offer'],
        ['A-1', 'x'],
        [null, 'y'],
      ]);
      sheet.mergeCells('A2:A3');
    });
    expect((await rowsOf(reader)).map(({ cells }) => cells)).toEqual([
      ['A-1', 'x'],
      ['', 'y'],
    ]);
  });

  it('gives every sheet that holds text as a table and names the others', async () => {
    const reader = await opened((workbook) => {
      workbook.addWorksheet('Leads').addRow(['Id']);
      workbook.addWorksheet('Empty');
      workbook.addWorksheet('Offer lines').addRows([[], ['Offer id'], ['P-1']]);
    });
    expect(reader.facts).toMatchObject({
      format: 'xlsx',
      charset: null,
      delimiter: null,
      sheets: ['Leads', 'Empty', 'Offer lines'],
    });
    expect(dataTables(reader).map(({ header }) => header)).toEqual([
      { sheet: 'Leads', row: 1, headers: ['Id'] },
      { sheet: 'Offer lines', row: 2, headers: ['Offer id'] },
    ]);
    expect(await rowsOf(reader)).toEqual([{ sheet: 'Offer lines', row: 3, cells: ['P-1'], issues: [] }]);
  });

  it('reads one sheet alone when asked to', async () => {
    const fill = (workbook: Workbook) => {
      workbook.addWorksheet('One').addRow(['Id']);
      workbook.addWorksheet('Two').addRow(['Name']);
      workbook.addWorksheet('Blank');
    };
    const reader = await opened(fill, 'Two');
    expect(reader.tables.map(({ sheet }) => sheet)).toEqual(['Two']);
    await expect(opened(fill, 'Three')).rejects.toMatchObject({
      code: 'SHEET_UNKNOWN',
      message: 'leads.xlsx has no sheet "Three"; its sheets are "One", "Two", "Blank".',
    });
    await expect(opened(fill, 'Blank')).rejects.toMatchObject({
      code: 'FILE_EMPTY',
      message: expect.stringContaining('sheet "Blank" holds no text'),
    });
  });

  it('keeps text to the right of all headers', async () => {
    const reader = await opened((workbook) => {
      workbook.addWorksheet('Leads').addRows([['Id'], ['A-1', '', 'stray'], ['A-2', '', '', ' ']]);
    });
    expect((await rowsOf(reader)).map(({ cells, issues }) => [cells, issues])).toEqual([
      [['A-1', '', 'stray'], []],
      [['A-2'], []],
    ]);
  });

  it.each([
    ['a truncated archive', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
    ['an archive that is no workbook', () => Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')],
  ])('refuses %s in one sentence', async (_, damage) => {
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet('Leads').addRow(['Id']);
    const whole = Buffer.from(await workbook.xlsx.writeBuffer());
    const path = join(folder, 'leads.xlsx');
    const damaged = damage(whole);
    damaged.write('PK\x03\x04', 'latin1');
    await writeFile(path, damaged);
    await expect(openReader(path)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(
        /^leads\.xlsx is no workbook that can be read, or it is damaged \(.+\)\.$/,
      ),
    });
  });
});
