import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/row.js';
import type { SheetSpec } from '../../../src/writers/sheet-spec.js';
import { openTableWriter } from '../../../src/writers/table-writer.js';
import { readBack } from './read-back.js';

const { default: exceljs } = await import('exceljs');

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-table-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const leads: SheetSpec = {
  name: 'Leads',
  columns: [
    { header: 'Partner lead id', kind: 'id' },
    { header: 'Close date', kind: 'date' },
    { header: 'Amount', kind: 'amount' },
    { header: 'Phone', kind: 'phone' },
    { header: 'Note', kind: 'input', width: 50 },
  ],
};

const row: readonly Cell[] = [
  '000123',
  { kind: 'date', iso: '2026-09-30' },
  { kind: 'number', digits: '-1234.5' },
  '+49 7771 555010',
  '=1+1',
];

async function written(name: string, rows: readonly (readonly Cell[])[], sheet = leads): Promise<string> {
  const writer = await openTableWriter(join(folder, name), [sheet]);
  for (const cells of rows) await writer.addRow(0, cells);
  return await writer.finish();
}

describe('CSV table', { timeout: 30_000 }, () => {
  it('is UTF-8 with a byte order mark and CRLF, guarded by column kind', async () => {
    const path = await written('out.csv', [
      row,
      ['a;b', '', { kind: 'boolean', value: true }, '=x', 'sep=1'],
    ]);
    expect(await readFile(path, 'utf8')).toBe(
      '\uFEFFPartner lead id,Close date,Amount,Phone,Note\r\n' +
        "000123,2026-09-30,-1234.5,+49 7771 555010,'=1+1\r\n" +
        '"a;b",,TRUE,\'=x,"sep=1"\r\n',
    );
  });

  it('writes a formula that has no result as text', async () => {
    const path = await written('out.csv', [
      ['1', '', '', '', { kind: 'formula-without-value', formula: 'A1*2' }],
    ]);
    expect(await readFile(path, 'utf8')).toContain("1,,,,'=A1*2\r\n");
  });

  it('takes another delimiter', async () => {
    const writer = await openTableWriter(join(folder, 'out.csv'), [leads], { delimiter: ';' });
    await writer.addRow(0, row);
    const path = await writer.finish();
    expect(await readFile(path, 'utf8')).toContain("000123;2026-09-30;-1234.5;+49 7771 555010;'=1+1\r\n");
  });

  it('waits for the disk: ten thousand rows arrive whole', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => [`A-${index}`, '', '', '', 'x'.repeat(50)]);
    const [sheet] = await readBack(await written('out.csv', rows));
    expect(sheet?.rows).toHaveLength(10_000);
    expect(sheet?.rows.at(-1)?.[0]).toBe('A-9999');
  });
});

describe('JSON lines table', () => {
  it('holds one object per row, values by header', async () => {
    const path = await written('out.jsonl', [
      [...row.slice(0, 4), { kind: 'boolean', value: false }],
      [
        'line\u2028end',
        '',
        { kind: 'number', digits: '20000000000000000001' },
        { kind: 'error', error: '#N/A' },
      ],
      [{ kind: 'formula-without-value', formula: 'A1' }],
    ]);
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('\u2028');
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        'Partner lead id': '000123',
        'Close date': '2026-09-30',
        Amount: -1234.5,
        Phone: '+49 7771 555010',
        Note: false,
      },
      {
        'Partner lead id': 'line\u2028end',
        'Close date': null,
        Amount: '20000000000000000001',
        Phone: '#N/A',
        Note: null,
      },
      { 'Partner lead id': '=A1', 'Close date': null, Amount: null, Phone: null, Note: null },
    ]);
  });

  it('keeps columns of the same name and odd names apart', async () => {
    const sheet = {
      name: 'Data',
      columns: ['Name', 'Name', '__proto__', 'Name'].map((header) => ({ header, kind: 'input' }) as const),
    };
    const path = await written('out.jsonl', [['1', '2', '3', '4']], sheet);
    expect(await readFile(path, 'utf8')).toBe('{"Name":"1","Name (2)":"2","__proto__":"3","Name (3)":"4"}\n');
  });

  it('waits for the disk: ten thousand rows arrive whole', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => [`A-${index}`]);
    const text = await readFile(await written('out.jsonl', rows), 'utf8');
    expect(text.split('\n')).toHaveLength(10_001);
  });
});

describe('XLSX table', { timeout: 30_000 }, () => {
  it('holds dates, amounts and ids in their formats under a bold frozen header with a filter', async () => {
    const path = await written('out.xlsx', [row, ['A-2']]);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    const sheet = workbook.getWorksheet('Leads');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:E3');
    expect(sheet?.getCell('A1').font).toMatchObject({ bold: true });
    const cells = ['A2', 'B2', 'C2', 'D2', 'E2'].map((address) => {
      const cell = sheet?.getCell(address);
      return [cell?.value, cell?.numFmt ?? 'General'];
    });
    expect(cells).toEqual([
      ['000123', '@'],
      [new Date('2026-09-30T00:00:00Z'), 'yyyy-mm-dd'],
      [-1234.5, '#,##0.00'],
      ['+49 7771 555010', '@'],
      ['=1+1', '@'],
    ]);
    expect([1, 2, 3, 4, 5].map((column) => sheet?.getColumn(column).width)).toEqual([11, 13, 20, 17, 50]);
  });

  it.each<[string, Cell, SheetSpec['columns'][number]['kind'], Cell]>([
    ['a number in an id column becomes text', { kind: 'number', digits: '42' }, 'id', '42'],
    [
      'digits that a number cannot hold stay as text',
      { kind: 'number', digits: '12345678901234567' },
      'input',
      '12345678901234567',
    ],
    ['a number beyond all bounds stays as text', { kind: 'number', digits: '1e999' }, 'input', '1e999'],
    [
      'a number in another spelling keeps its value',
      { kind: 'number', digits: '2E+14' },
      'input',
      { kind: 'number', digits: '200000000000000' },
    ],
    [
      'a date before the calendar of Excel stays as text',
      { kind: 'date', iso: '1815-12-10' },
      'input',
      '1815-12-10',
    ],
    [
      'an error that Excel does not know stays as text',
      { kind: 'error', error: '#SPILL!' },
      'input',
      '#SPILL!',
    ],
    [
      'a formula without result becomes text',
      { kind: 'formula-without-value', formula: 'A1' },
      'input',
      '=A1',
    ],
  ])('%s', async (...[, cell, kind, read]) => {
    const sheet = { name: 'Data', columns: [{ header: 'Value', kind }] };
    const [back] = await readBack(await written('out.xlsx', [[cell]], sheet));
    expect(back?.rows).toEqual([[read]]);
  });

  it('takes rows of several sheets in any order', async () => {
    const offers: SheetSpec = { name: 'Offer lines', columns: [{ header: 'Offer id', kind: 'id' }] };
    const writer = await openTableWriter(join(folder, 'out.xlsx'), [leads, offers]);
    for (let n = 1; n <= 500; n++) {
      await writer.addRow(1, [`P-${n}`]);
      await writer.addRow(0, [`A-${n}`]);
    }
    await expect(writer.addRow(2, [])).rejects.toThrow('there is no sheet of this index');
    const sheets = await readBack(await writer.finish());
    expect(sheets.map(({ sheet, rows }) => [sheet, rows.length, rows.at(-1)?.[0]])).toEqual([
      ['Leads', 500, 'A-500'],
      ['Offer lines', 500, 'P-500'],
    ]);
  });

  it('shows amounts in their currency, instants in UTC and addresses as links', async () => {
    const sheet: SheetSpec = {
      name: "It's [new]",
      columns: [
        { header: 'Amount', kind: 'amount' },
        { header: 'Changed', kind: 'timestamp' },
        { header: 'Web site', kind: 'url' },
        { header: 'Email', kind: 'email', isMuted: true },
      ],
      frozenColumns: 2,
    };
    const writer = await openTableWriter(join(folder, 'out.xlsx'), [sheet]);
    const amount = { kind: 'number', digits: '7500' } as const;
    await writer.addRow(0, [amount, '2026-03-29T01:30:00.999+02:00', 'https://x.example', 'a@example.com'], {
      currency: 'JPY',
    });
    await writer.addRow(0, [amount, 'soon', 'x.example', 'nobody']);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(await writer.finish());
    const read = workbook.getWorksheet("It's _new_");
    expect(read?.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 1 });
    expect(read?.getCell('B1').value).toBe('Changed (UTC)');
    const cells = ['A2', 'A3', 'B2', 'B3', 'C2', 'C3', 'D2', 'D3'].map((address) => {
      const cell = read?.getCell(address);
      return [cell?.value, cell?.numFmt ?? 'General'];
    });
    expect(cells).toEqual([
      [7500, '#,##0 [$JPY]'],
      [7500, '#,##0.00'],
      [new Date('2026-03-28T23:30:00Z'), 'yyyy-mm-dd hh:mm:ss'],
      ['soon', 'General'],
      [{ text: 'https://x.example', hyperlink: 'https://x.example/' }, '@'],
      ['x.example', 'General'],
      [{ text: 'a@example.com', hyperlink: 'mailto:a@example.com' }, '@'],
      ['nobody', 'General'],
    ]);
  });

  it('refuses more columns than Excel has before anything is written', async () => {
    const columns = Array.from(
      { length: 16_385 },
      (_, index) => ({ header: `${index}`, kind: 'text' }) as const,
    );
    await expect(
      openTableWriter(join(folder, 'out.xlsx'), [{ name: 'Wide', columns }]),
    ).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message:
        'out.xlsx › Wide: a sheet of an Excel workbook holds at most 16,384 columns, this one has 16,385.',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses more rows than a sheet has, on any sheet, and leaves nothing behind once aborted', async () => {
    const path = join(folder, 'out.xlsx');
    const writer = await openTableWriter(path, [leads, { ...leads, name: 'More' }], { maxSheetRows: 3 });
    for (const sheet of [0, 1, 0, 1]) await writer.addRow(sheet, row);
    await expect(writer.addRow(1, row)).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message: 'out.xlsx › More: a sheet of an Excel workbook holds at most 3 rows.',
      next: expect.stringContaining('.csv'),
    });
    await writer.abort();
    expect(await readdir(folder)).toEqual([]);
  });

  it('names the cell whose text is too long and leaves nothing behind once aborted', async () => {
    const writer = await openTableWriter(join(folder, 'out.xlsx'), [leads]);
    await writer.addRow(0, row);
    await expect(writer.addRow(0, ['A-2', '', '', '', 'x'.repeat(40_000)])).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message: expect.stringContaining('out.xlsx › Leads row 3, column E: '),
    });
    await writer.abort();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe.each(['out.xlsx', 'out.csv', 'out.jsonl'])('a table written to %s', (name) => {
  it('appears only when it is finished, for the user alone', async () => {
    const writer = await openTableWriter(join(folder, name), [leads]);
    await writer.addRow(0, row);
    expect(await readdir(folder)).not.toContain(name);
    const path = await writer.finish();
    expect(path).toBe(join(folder, name));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual([name]);
  });

  it('leaves nothing when it is aborted', async () => {
    const writer = await openTableWriter(join(folder, name), [leads]);
    await writer.addRow(0, row);
    await writer.abort();
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes a name beside a target that is open in Excel', async () => {
    await writeFile(join(folder, name), 'open');
    let refused = false;
    const writer = await openTableWriter(join(folder, name), [leads], {
      rename: async (from, to) => {
        if (!refused) {
          refused = true;
          throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
        }
        await rename(from, to);
      },
    });
    expect(await writer.finish()).toBe(join(folder, name.replace('out', 'out-2')));
  });

  it('says where a file cannot be put in place', async () => {
    const writer = await openTableWriter(join(folder, name), [leads], {
      rename: () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })),
    });
    await expect(writer.finish()).rejects.toMatchObject({ code: 'FILE_WRITE_FAILED' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('fails where the folder is missing', async () => {
    await expect(openTableWriter(join(folder, 'missing', name), [leads])).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
    });
  });
});

describe('table formats', () => {
  it('refuses an unknown extension and names the known ones', async () => {
    await expect(openTableWriter(join(folder, 'out.ods'), [leads])).rejects.toMatchObject({
      code: 'FORMAT_UNKNOWN',
      message: expect.stringContaining('.xlsx, .csv, .jsonl, found ".ods"'),
    });
  });

  it.each(['out.csv', 'out.jsonl'])('refuses several sheets in %s', async (name) => {
    await expect(
      openTableWriter(join(folder, name), [leads, { ...leads, name: 'More' }]),
    ).rejects.toMatchObject({
      code: 'USAGE',
      message: `${name} can hold one table, but there are 2: "Leads", "More".`,
    });
  });
});

it('keeps the zeros that only the format of a number shows, so that such an id is refused again', async () => {
  const cell = { kind: 'number', digits: '123', shown: '00123' } as const;
  const path = await written('zeros.xlsx', [['', '', '', '', cell]]);
  expect((await readBack(path))[0]?.rows).toEqual([['', '', '', '', cell]]);
});
