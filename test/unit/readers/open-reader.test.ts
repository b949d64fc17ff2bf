import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReader } from '../../../src/readers/open-reader.js';

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
