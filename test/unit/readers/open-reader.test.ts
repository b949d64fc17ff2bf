import { appendFile, chmod, mkdir, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cellText, type RowReader } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import type { ReadSource } from '../../../src/readers/read-source.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-open-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('opening a lead sheet', () => {
  it('names the absolute path of a file that does not exist', async () => {
    await expect(openReader('no-such-file.csv')).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      message: `There is no file ${join(process.cwd(), 'no-such-file.csv')}.`,
    });
  });

  it('treats a path through a file as not found', async () => {
    const path = await file('a.csv', 'Id\n');
    await expect(openReader(join(path, 'b.csv'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('refuses a folder', async () => {
    await mkdir(join(folder, 'leads.csv'));
    await expect(openReader(join(folder, 'leads.csv'))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: `${join(folder, 'leads.csv')} is a folder; expected a .csv or .xlsx file.`,
    });
  });

  it('refuses what is no regular file', async () => {
    await expect(openReader('/dev/null')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('says what keeps a file from being opened', async () => {
    const path = join(folder, 'socket');
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    await expect(openReader(path)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  it.skipIf(process.getuid?.() === 0)('says that a file may not be opened', async () => {
    const path = await file('leads.csv', 'Id\n');
    await chmod(path, 0o000);
    await expect(openReader(path)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: `${path} cannot be read: you may not open it.`,
    });
  });

  it.each(['', '\n\n', ' \r\n\t\n', ';;\n;;\n', '\uFEFF'])('refuses %j as empty', async (content) => {
    await expect(openReader(await file('leads.csv', content))).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });

  it.each([
    ['leads.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FORMAT_UNKNOWN', 'save it as .xlsx'],
    ['leads.pdf', '%PDF-1.7', 'FORMAT_UNKNOWN', 'save it as .xlsx'],
    ['run.json', '{}', 'FORMAT_UNKNOWN', '.csv and .xlsx'],
  ] as const)('refuses %s and says what to do', async (...[name, content, code, next]) => {
    await expect(openReader(await file(name, content))).rejects.toMatchObject({
      code,
      next: expect.stringContaining(next),
    });
  });

  it("refuses Excel's lock file and names the workbook", async () => {
    await expect(openReader(await file('~$leads.xlsx', 'x'))).rejects.toMatchObject({
      code: 'FORMAT_UNKNOWN',
      next: `Name the workbook itself: ${join(folder, 'leads.xlsx')}`,
    });
  });

  it('goes by content where the name says something else', async () => {
    const reader = await openReader(await file('leads.xlsx', 'Id;Name\nA;b\n'));
    expect(reader.facts).toMatchObject({ format: 'csv', delimiter: ';' });
    await reader.close();
  });
});

const cellsOf = async (reader: RowReader): Promise<string[][]> => {
  const cells: string[][] = [];
  for (const table of reader.tables) {
    for await (const row of table.rows()) cells.push(row.cells.map(cellText));
  }
  await reader.close();
  return cells;
};

const leads = 'Id;Name\nA-1;Größe\n';
const leadCells = [
  ['Id', 'Name'],
  ['A-1', 'Größe'],
];

describe('opening bytes', () => {
  it.each<[string, () => ReadSource]>([
    ['a Buffer', () => Buffer.from(leads)],
    ['a Uint8Array on a part of its memory', () => new Uint8Array(Buffer.from(`xx${leads}`)).subarray(2)],
    ['a stream', () => Readable.from([Buffer.from(leads)])],
    [
      'a stream whose chunks cut characters',
      () => Readable.from([...Buffer.from(leads)].map((byte) => Buffer.from([byte]))),
    ],
  ])('reads %s', async (_, source) => {
    const reader = await openReader(source());
    expect(reader.source).toBe('input');
    expect(await cellsOf(reader)).toEqual(leadCells);
  });

  it('calls bytes by the name that is given, without folders, and goes by its extension', async () => {
    const reader = await openReader(Buffer.from(leads), { name: 'upload/leads.csv' });
    expect(reader.source).toBe('leads.csv');
    await reader.close();
    await expect(openReader(Buffer.from('{}'), { name: 'leads.json' })).rejects.toMatchObject({
      code: 'FORMAT_UNKNOWN',
      message: 'leads.json is a JSON file; expected a .csv or .xlsx file.',
    });
    await expect(openReader(Buffer.from(''))).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });

  it('refuses a stream beyond its limit without reading on', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield await Promise.resolve(Buffer.alloc(100, 'x'));
      }
    }
    await expect(openReader(endless(), { limits: { maxStreamBytes: 450 } })).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      message: 'input: the stream goes on, beyond the limit maxStreamBytes of 450 bytes.',
      next: expect.stringContaining('raise maxStreamBytes'),
    });
    expect(asked).toBe(5);
  });

  it('refuses a stream of texts', async () => {
    await expect(openReader(Readable.from([leads]))).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('passes on what a stream throws, and stops by its signal', async () => {
    const fault = new Error('the connection broke');
    async function* broken() {
      yield await Promise.resolve(Buffer.from('Id\n'));
      throw fault;
    }
    await expect(openReader(broken())).rejects.toBe(fault);
    const reason = new Error('stopped by the test');
    await expect(openReader(Buffer.from(leads), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('a file that changes while it is read', () => {
  it.each([
    ['grows', (path: string) => appendFile(path, 'B-1;x\n')],
    ['is cut off', (path: string) => truncate(path, 9)],
    ['is written anew in the same size', (path: string) => utimes(path, 1, 1)],
  ])('is refused when it %s between two passes', async (_, change) => {
    const path = await file('leads.csv', leads);
    const reader = await openReader(path);
    const [table] = reader.tables;
    for await (const { row } of table?.rows() ?? []) expect(row).toBeGreaterThan(0);
    await change(path);
    const again = async () => {
      for await (const { row } of table?.rows() ?? []) expect(row).toBeGreaterThan(0);
    };
    await expect(again()).rejects.toMatchObject({
      code: 'FILE_CHANGED',
      message:
        'leads.csv was changed by another program while it was read, so its rows may not belong together.',
    });
    await reader.close();
  });

  it('is refused when it grows during a pass', async () => {
    const path = await file('leads.csv', leads);
    const reader = await openReader(path);
    const during = async () => {
      for await (const { row } of reader.tables[0]?.rows() ?? [])
        if (row === 1) await appendFile(path, 'B-1;x\n');
    };
    await expect(during()).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    await reader.close();
  });
});

describe('limits of CSV', () => {
  it('name the setting to raise', async () => {
    const reader = await openReader(Buffer.from(`Id\n${'A\n'.repeat(200)}`), { limits: { maxRows: 100 } });
    await expect(cellsOf(reader)).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      message: 'input: the file goes on, beyond the limit maxRows of 100 rows.',
    });
  });

  it.each([
    [
      'maxCellCharacters',
      { maxCellCharacters: 10 },
      'Row 2 has a cell of 12 characters, beyond the limit maxCellCharacters of 10 characters. It was not read.',
    ],
    [
      'maxCellsPerRow',
      { maxCellsPerRow: 1 },
      'Row 2 has 2 cells, beyond the limit maxCellsPerRow of 1 cells. It was not read.',
    ],
    [
      'maxRecordCharacters',
      { maxRecordCharacters: 10 },
      'Row 2 is longer than the limit maxRecordCharacters of 10 characters: its 1 line from line 2 on was not read.',
    ],
  ] as const)('%s makes an issue of the row', async (...[, limits, message]) => {
    const reader = await openReader(Buffer.from(`Id\nA;${'x'.repeat(12)}\nB\n`), { limits, delimiter: ';' });
    const rows = [];
    for await (const { cells, issues } of reader.tables[0]?.rows() ?? []) rows.push({ cells, issues });
    expect(rows).toMatchObject([
      { cells: ['Id'], issues: [] },
      { cells: [], issues: [{ code: 'RECORD_TOO_LONG', message }] },
      { cells: ['B'], issues: [] },
    ]);
  });

  it('keep memory and time in bounds for a cell of 64 MB and a million columns', async () => {
    const wide = `Id;Name\n${';'.repeat(1_000_000)}\nA;${'x'.repeat(64_000_000)}\nB;y\n`;
    const reader = await openReader(Buffer.from(wide));
    expect((await cellsOf(reader)).filter((cells) => cells.length > 0)).toEqual([
      ['Id', 'Name'],
      ['B', 'y'],
    ]);
  });
});

describe('settings of CSV', () => {
  it.each([
    [{ encoding: 'klingon' }, '--encoding: expected the name of a charset, found "klingon".', 'windows-1252'],
    [{ delimiter: '' }, '--delimiter: expected one to 8 marks, found "".', 'semicolon'],
    [{ delimiter: 'ab' }, '--delimiter: expected one to 8 marks, found "ab".', 'semicolon'],
    [{ delimiter: '"' }, '--delimiter: expected one to 8 marks, found """.', 'semicolon'],
    [{ delimiter: '\n' }, '--delimiter: expected one to 8 marks, found "\n".', 'semicolon'],
    [{ quote: 'x' }, '--quote: expected one character, found "x".', 'none'],
    [{ quote: '""' }, '--quote: expected one character, found """".', 'none'],
    [{ quote: '|', delimiter: 'pipe' }, '--delimiter and --quote are both "|".', 'two different'],
  ])('refuse %j', async (options, message, next) => {
    await expect(openReader(Buffer.from(leads), options)).rejects.toMatchObject({
      code: 'USAGE',
      message,
      next: expect.stringContaining(next),
    });
  });

  it.each([
    [{ delimiter: 'tab' }, 'a\tb;c'],
    [{ delimiter: '\\t' }, 'a\tb;c'],
    [{ delimiter: 'space' }, 'a b;c'],
    [{ delimiter: ':' }, 'a:b;c'],
    [{ quote: 'single', delimiter: ',' }, "'a','b;c'"],
    [{ quote: 'double', delimiter: ',' }, '"a","b;c"'],
    [{ quote: 'none', delimiter: ',' }, 'a,b;c'],
  ])('are taken by name or as they are: %j', async (options, text) => {
    expect(await cellsOf(await openReader(Buffer.from(text), options))).toEqual([['a', 'b;c']]);
  });
});
