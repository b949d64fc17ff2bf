import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row, RowReader } from '../../../src/core/row.js';
import { readCsvRecords } from '../../../src/readers/csv-records.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { defaultReadLimits } from '../../../src/readers/read-options.js';
import { dataTables } from '../../support/data-tables.js';

const { maxRecordCharacters } = defaultReadLimits;
const enough = { maxRecordCharacters: 1000, maxSkippedCharacters: 1000 };

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-csv-'));
});

const readers: RowReader[] = [];

afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
  await rm(folder, { recursive: true });
});

async function opened(content: string | Buffer): Promise<RowReader> {
  const path = join(folder, 'leads.csv');
  await writeFile(path, content);
  const reader = await openReader(path);
  readers.push(reader);
  return reader;
}

async function rowsOf(content: string | Buffer): Promise<Row[]> {
  const reader = await opened(content);
  const rows: Row[] = [];
  for (const table of dataTables(reader)) for await (const row of table.rows()) rows.push(row);
  await reader.close();
  return rows;
}

async function headersOf(content: string): Promise<readonly string[]> {
  const reader = await opened(content);
  await reader.close();
  return dataTables(reader)[0]?.header.headers ?? [];
}

const numbersAndCells = (rows: readonly Row[]) => rows.map(({ row, cells }) => [row, ...cells]);

describe('CSV reader', { timeout: 30_000 }, () => {
  it('says charset and delimiter', async () => {
    const reader = await opened('Id;Name\nA-1;x\n');
    await reader.close();
    expect(reader.facts).toMatchObject({ format: 'csv', charset: 'utf-8', delimiter: ';', sheets: [] });
  });

  it('drops a byte order mark, also before a quoted header', async () => {
    expect(await headersOf('\uFEFF"Id",Name\n')).toEqual(['Id', 'Name']);
  });

  it("follows Excel's sep= line, which spreadsheets do not count", async () => {
    const reader = await opened('\uFEFFsep=;\r\nId;Name, first\r\nA;b, c\r\n');
    const [table] = dataTables(reader);
    expect(table?.header).toEqual({ sheet: null, row: 1, headers: ['Id', 'Name, first'] });
    await reader.close();
    expect(numbersAndCells(await rowsOf('sep=;\nId;Name\nA;b\n'))).toEqual([[2, 'A', 'b']]);
  });

  it.each([
    ['CRLF', 'Id,N\r\nA,1\r\nB,2\r\n'],
    ['LF', 'Id,N\nA,1\nB,2\n'],
    ['CR', 'Id,N\rA,1\rB,2\r'],
    ['mixed line ends', 'Id,N\r\nA,1\nB,2\r'],
    ['no line end at the end', 'Id,N\nA,1\nB,2'],
    ['a BOM', '\uFEFFId,N\nA,1\nB,2'],
  ])('reads %s', async (_, content) => {
    expect(numbersAndCells(await rowsOf(content))).toEqual([
      [2, 'A', '1'],
      [3, 'B', '2'],
    ]);
  });

  it('numbers rows by record, with blank lines and quoted line breaks', async () => {
    const content = '\n\nId,Text\r\n\r\nA,"one\r\ntwo\n\nthree"\n,\nB,x\n';
    expect(numbersAndCells(await rowsOf(content))).toEqual([
      [5, 'A', 'one\r\ntwo\n\nthree'],
      [7, 'B', 'x'],
    ]);
  });

  it('keeps quotes inside unquoted text', async () => {
    expect(numbersAndCells(await rowsOf('Id,Text\nA,12" pipe\nB,say "hi" now\nC,"a ""b"" c"\n'))).toEqual([
      [2, 'A', '12" pipe'],
      [3, 'B', 'say "hi" now'],
      [4, 'C', 'a "b" c'],
    ]);
  });

  it('undoes the formula guard in headers and cells', async () => {
    expect(await headersOf("'=Id,'Name'\n")).toEqual(['=Id', "'Name'"]);
    expect(numbersAndCells(await rowsOf("Id,Text\nA,'=1+1\nB,''=x\nC,'quoted'\n"))).toEqual([
      [2, 'A', '=1+1'],
      [3, 'B', "'=x"],
      [4, 'C', "'quoted'"],
    ]);
  });

  it('reports an unclosed quote with its row and gives every row before it', async () => {
    const rows = await rowsOf('Id,Text\nA,x\nB,"y\nC,z\nD,w\n');
    expect(numbersAndCells(rows)).toEqual([[2, 'A', 'x'], [3]]);
    expect(rows[1]?.issues).toMatchObject([
      {
        code: 'QUOTE_UNCLOSED',
        severity: 'error',
        source: 'leads.csv',
        row: 3,
        column: null,
        message: expect.stringContaining(
          'opens in row 3, line 3, cell 2, and is never closed: all the rest of the file, 3 lines,',
        ),
      },
    ]);
  });

  it('gives all of many rows before an unclosed quote', async () => {
    const good = Array.from({ length: 20_000 }, (_, index) => `A-${index},text`).join('\n');
    const rows = await rowsOf(`Id,Text\n${good}\nB,"open\n`);
    expect(rows).toHaveLength(20_001);
    expect(rows.at(-1)).toMatchObject({ row: 20_002, issues: [{ code: 'QUOTE_UNCLOSED' }] });
  });

  it('refuses a header with an unclosed quote', async () => {
    const reader = await opened('Id,"Name\nA,x\n');
    expect(() => dataTables(reader)).toThrow(/^leads.csv: there is no header. A quote \("\) opens in row 1/);
    await reader.close();
  });

  it('passes over a record that is longer than the limit, says so and reads on', async () => {
    const lines = 'y\n'.repeat(maxRecordCharacters);
    const rows = await rowsOf(`Id,Text\nA,x\nB,"${lines}"\nC,z\nD,${'w'.repeat(maxRecordCharacters)}\nE,v\n`);
    expect(numbersAndCells(rows)).toEqual([[2, 'A', 'x'], [3], [4, 'C', 'z'], [5], [6, 'E', 'v']]);
    expect(rows[1]?.issues).toMatchObject([
      {
        code: 'RECORD_TOO_LONG',
        severity: 'error',
        row: 3,
        message: `Row 3 is longer than the limit maxRecordCharacters of 1,048,576 characters: its ${(maxRecordCharacters + 1).toLocaleString('en-US')} lines from line 3 on were not read.`,
      },
    ]);
    expect(rows[3]?.issues).toMatchObject([
      {
        code: 'RECORD_TOO_LONG',
        message: expect.stringContaining(`its 1 line from line ${maxRecordCharacters + 5} on was`),
      },
    ]);
    const reader = await opened(`Id,${'x'.repeat(maxRecordCharacters + 1)}\n`);
    expect(() => dataTables(reader)).toThrow(
      'leads.csv: there is no header. Row 1 is longer than the limit maxRecordCharacters',
    );
    await reader.close();
  });

  it('says where a quote opens that a record beyond the limit never closes', async () => {
    const rows = await rowsOf(`Id,Text\nA,"x\ny","${'z\n'.repeat(maxRecordCharacters)}`);
    expect(numbersAndCells(rows)).toEqual([[2]]);
    expect(rows[0]?.issues).toMatchObject([
      {
        code: 'QUOTE_UNCLOSED',
        message: `A quote (") opens in row 2, line 3, cell 3, and is never closed: all the rest of the file, ${maxRecordCharacters.toLocaleString('en-US')} lines, would be one cell and was not read.`,
      },
    ]);
  });

  it.each([
    [
      'a quote that is never closed',
      `Id,Text\nA,x\nB,"y\nC,z\n${'D,z\n'.repeat(20)}`,
      'leads.csv: a quote (") opens in row 3, line 3, cell 2, and is not closed within the limit maxSkippedCharacters of 50 characters.',
      'Look for a quote in line 3 that is not closed; a quote that belongs to the text is doubled (""). To have the rest of the file read, raise maxSkippedCharacters.',
    ],
    [
      'a line without an end',
      `Id,Text\nA,x\n${'B,'.repeat(60)}`,
      'leads.csv: row 3, line 3, is longer than the limit maxRecordCharacters of 20 characters, and all rows as long as that are together longer than the limit maxSkippedCharacters of 50 characters.',
      'Export the file anew, with a line end after each row. To have the rest of the file read, raise maxSkippedCharacters.',
    ],
  ])('refuses a file whose rest cannot be told for %s', async (...[, text, message, next]) => {
    const limits = { maxRecordCharacters: 20, maxSkippedCharacters: 50 };
    await expect(openReader(Buffer.from(text), { name: 'leads.csv', limits })).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      message,
      next,
    });
  });

  it('reports NUL characters with their column', async () => {
    const [row] = await rowsOf('Id,Text\nA,b\0c\n');
    expect(row?.issues).toMatchObject([{ code: 'TEXT_NUL', column: 'B', header: 'Text', value: 'b\u2400c' }]);
  });

  it('refuses to look for a sheet', async () => {
    const path = join(folder, 'leads.csv');
    await writeFile(path, 'Id\n');
    await expect(openReader(path, { sheet: 'Leads' })).rejects.toMatchObject({ code: 'SHEET_UNKNOWN' });
  });
});

describe('CSV records', { timeout: 30_000 }, () => {
  it('are the same whatever the chunks', async () => {
    const text = 'a;"b\r\nc";d\r\n\r\n"x""y";;\re;f\n';
    const expected = [
      { row: 1, line: 1, cells: ['a', 'b\r\nc', 'd'], fault: null },
      { row: 2, line: 3, cells: [''], fault: null },
      { row: 3, line: 4, cells: ['x"y', '', ''], fault: null },
      { row: 4, line: 5, cells: ['e', 'f'], fault: null },
    ];
    const rules = { delimiter: ';', quote: '"', quoteEscape: 'quote', ...enough } as const;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: text.length })), async (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        async function* chunks() {
          for (const [index, place] of places.entries())
            yield await Promise.resolve(text.slice(place, places[index + 1]));
        }
        const records = [];
        for await (const batch of readCsvRecords(chunks(), rules)) records.push(...batch);
        expect(records).toEqual(expected);
      }),
    );
  });

  it('pass on what the source throws', async () => {
    const fault = new Error('the disk broke');
    async function* broken() {
      yield await Promise.resolve('a,b\n');
      throw fault;
    }
    const read = async () => {
      const rules = { delimiter: ',', quote: '"', quoteEscape: 'quote', ...enough } as const;
      for await (const batch of readCsvRecords(broken(), rules)) expect(batch).toHaveLength(1);
    };
    await expect(read()).rejects.toBe(fault);
  });
});
