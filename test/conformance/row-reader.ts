import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cellText, type FileFacts, headRows, type Row, type RowReader } from '../../src/core/row.js';
import type { DataTable } from '../../src/pipeline/header/data-table.js';
import { dataTables } from '../support/data-tables.js';

/** How a format's files come about and are opened; `lines` are rows of cell texts, `[]` is a blank row. */
export interface RowReaderFormat {
  readonly name: string;
  readonly format: FileFacts['format'];
  readonly fileName: string;
  write(path: string, lines: readonly (readonly string[])[]): Promise<void>;
  open(path: string, signal?: AbortSignal): Promise<RowReader>;
}

/** What every row reader must do, whatever the format. */
export function describeRowReader(format: RowReaderFormat): void {
  describe(`row reader: ${format.name}`, { timeout: 30_000 }, () => {
    let folder = '';
    const readers: RowReader[] = [];

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'leadferry-reader-'));
    });

    afterEach(async () => {
      for (const reader of readers.splice(0)) await reader.close();
      await rm(folder, { recursive: true });
    });

    async function opened(lines: readonly (readonly string[])[], signal?: AbortSignal): Promise<RowReader> {
      const path = join(folder, format.fileName);
      await format.write(path, lines);
      const reader = await format.open(path, signal);
      readers.push(reader);
      return reader;
    }

    async function read(
      lines: readonly (readonly string[])[],
    ): Promise<{ headers: readonly string[]; rows: Row[] }> {
      const reader = await opened(lines);
      const table = onlyTable(reader);
      return { headers: table.header.headers, rows: await collected(table.rows()) };
    }

    const texts = (rows: readonly Row[]) => rows.map(({ cells }) => cells.map(cellText));

    it('names the file without folders and says what format it is', async () => {
      const reader = await opened([
        ['Id', 'Name'],
        ['1', 'Pilot'],
      ]);
      expect(reader.source).toBe(format.fileName);
      expect(reader.facts.format).toBe(format.format);
    });

    it('gives cells in column order under the first row that is not blank', async () => {
      const { headers, rows } = await read([
        ['Id', 'Name'],
        ['A-1', 'Pilot'],
        ['A-2', 'Line 3'],
      ]);
      expect(headers).toEqual(['Id', 'Name']);
      expect(texts(rows)).toEqual([
        ['A-1', 'Pilot'],
        ['A-2', 'Line 3'],
      ]);
    });

    it('counts blank rows in the row numbers and leaves them out', async () => {
      const reader = await opened([[], ['Id', 'Name'], ['A-1', 'x'], [], ['', '  '], ['A-2', 'y']]);
      const table = onlyTable(reader);
      expect(table.header.row).toBe(2);
      const rows = await collected(table.rows());
      expect(rows.map(({ row }) => row)).toEqual([3, 6]);
    });

    it('counts a cell with line breaks as one row', async () => {
      const { rows } = await read([
        ['Id', 'Text'],
        ['A-1', 'one\ntwo\n\nthree'],
        ['A-2', 'x'],
      ]);
      expect(rows.map(({ row }) => row)).toEqual([2, 3]);
      expect(texts(rows)[0]).toEqual(['A-1', 'one\ntwo\n\nthree']);
    });

    it('gives blank cells as empty text and may leave them out at the end', async () => {
      const { rows } = await read([
        ['Id', 'Name', 'City'],
        ['A-1', '', 'Ulm'],
        ['A-2', 'x', ''],
      ]);
      expect(rows.map(({ cells }) => cellText(cells[1]))).toEqual(['', 'x']);
      expect(rows.map(({ cells }) => cellText(cells[2]))).toEqual(['Ulm', '']);
      expect(rows[0]?.cells[1]).toBe('');
    });

    it('keeps duplicate and blank headers in their places', async () => {
      const { headers } = await read([
        ['Id', 'Name', '', 'Name'],
        ['1', '2', '3', '4'],
      ]);
      expect(headers).toEqual(['Id', 'Name', '', 'Name']);
    });

    it.each(['__proto__', 'constructor', 'toString'])(
      'treats the header %s as any other text',
      async (header) => {
        const { headers, rows } = await read([
          [header, 'Id'],
          ['polluted', 'A-1'],
        ]);
        expect(headers).toEqual([header, 'Id']);
        expect(texts(rows)).toEqual([['polluted', 'A-1']]);
        expect(Reflect.get({}, 'polluted')).toBeUndefined();
      },
    );

    it.each([
      ['umlauts and accents', 'Jürgen Hélène Łukasz Ñandú'],
      ['Japanese', '株式会社サンプル 東京'],
      ['characters beyond 16 bits', '𠮷野 🚀'],
      ['right-to-left text', 'مثال שלום'],
      ['combining marks', 'e\u0301'],
      ['quotes and delimiters', 'a "quoted" b, c; d | e'],
      ['spaces at both ends', '  padded  '],
      ['leading zeros', '000123'],
      ['a long number', '20000000000000000001'],
      ['an exponent', '2E+14'],
      ['a formula as text', '=1+1'],
    ])('keeps %s as they are', async (_, text) => {
      const { rows } = await read([
        ['Id', 'Text'],
        ['A-1', text],
      ]);
      expect(texts(rows)).toEqual([['A-1', text]]);
    });

    it('reads sheets of 300 columns', async () => {
      const headers = Array.from({ length: 300 }, (_, index) => `Column ${index + 1}`);
      const cells = headers.map((header) => `value of ${header}`);
      const read300 = await read([headers, cells]);
      expect(read300.headers).toEqual(headers);
      expect(texts(read300.rows)).toEqual([cells]);
    });

    // In delimited text such a cell may have moved all others; in a workbook it stands in a column of its own.
    it('keeps text beyond the last header, and says that the row is too long where that may have moved its cells', async () => {
      const { headers, rows } = await read([
        ['Id', 'Name'],
        ['A-1', 'x', '', 'stray'],
        ['A-2', 'y'],
      ]);
      expect(texts(rows)[0]).toEqual(['A-1', 'x', '', 'stray']);
      const found = {
        headers,
        issues: rows.map(({ issues }) => issues.map(({ code, row, column }) => [code, row, column])),
      };
      const expected = {
        csv: { headers: ['Id', 'Name'], issues: [[['ROW_TOO_LONG', 2, 'D']], []] },
        xlsx: { headers: ['Id', 'Name'], issues: [[], []] },
      } as const satisfies Record<FileFacts['format'], unknown>;
      expect(found).toEqual(expected[format.format]);
    });

    it('gives a file with a header alone as a table without rows', async () => {
      const { headers, rows } = await read([['Id', 'Name']]);
      expect(headers).toEqual(['Id', 'Name']);
      expect(rows).toEqual([]);
    });

    it('refuses a file without any text', async () => {
      await expect(opened([[], ['', ' ']])).rejects.toMatchObject({ code: 'FILE_EMPTY' });
    });

    it('reads thousands of rows in order', async () => {
      const lines = Array.from({ length: 5000 }, (_, index) => [`A-${index}`, `Lead ${index}`]);
      const { rows } = await read([['Id', 'Name'], ...lines]);
      expect(texts(rows)).toEqual(lines);
      expect(rows.at(-1)?.row).toBe(5001);
    });

    it('gives the same rows each time they are asked for', async () => {
      const table = onlyTable(await opened([['Id'], ['A-1'], [], ['A-2']]));
      const first = await collected(table.rows());
      expect(first.map(({ row }) => row)).toEqual([2, 4]);
      expect(await collected(table.rows())).toEqual(first);
    });

    it('gives the first rows without reading further, header included', async () => {
      const lines = Array.from({ length: 80 }, (_, index) => [`A-${index}`]);
      const [table] = (await opened([['Id'], [], ...lines])).tables;
      expect(table?.head.map(({ row }) => row)).toEqual([
        1,
        ...Array.from({ length: headRows - 1 }, (_, index) => index + 3),
      ]);
      expect(table?.head[0]?.cells).toEqual(['Id']);
    });

    it('can be closed twice, and before any row was read', async () => {
      const reader = await opened([['Id'], ['A-1']]);
      await reader.close();
      await expect(reader.close()).resolves.toBeUndefined();
    });

    it('lets the file go when it is closed, also in the middle of its rows', async () => {
      const lines = Array.from({ length: 5000 }, (_, index) => [`A-${index}`, 'x'.repeat(20)]);
      const reader = await opened([['Id', 'Name'], ...lines]);
      for await (const row of onlyTable(reader).rows()) if (row.row === 3) break;
      await reader.close();
      expect(await isOpen(join(folder, format.fileName))).toBe(false);
    });

    it('stops with the reason of its signal', async () => {
      const control = new AbortController();
      const lines = Array.from({ length: 5000 }, (_, index) => [`A-${index}`, 'x'.repeat(20)]);
      const table = onlyTable(await opened([['Id', 'Name'], ...lines], control.signal));
      const reason = new Error('stopped by the test');
      const reading = async () => {
        for await (const row of table.rows()) if (row.row === 3) control.abort(reason);
      };
      await expect(reading()).rejects.toBe(reason);
    });
  });
}

function onlyTable(reader: RowReader): DataTable {
  const [table] = dataTables(reader);
  if (table === undefined || reader.tables.length !== 1) throw new Error('expected one table');
  return table;
}

async function collected(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** Whether this process has the file open; only Linux can say. */
async function isOpen(path: string): Promise<boolean> {
  const descriptors = await readdir('/proc/self/fd').catch(() => []);
  const targets = await Promise.all(
    descriptors.map((name) => readlink(join('/proc/self/fd', name)).catch(() => '')),
  );
  return targets.includes(path);
}
