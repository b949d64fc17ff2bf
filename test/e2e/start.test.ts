import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leadferry } from '../support/leadferry-command.js';
import { loadedBy } from '../support/loaded-files.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-start-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('what a command loads', () => {
  test('the help needs the parser of command lines and few files of ours', async () => {
    const { own, packages } = await loadedBy(['--help'], folder);
    expect(packages).toEqual(['fastest-levenshtein', 'yargs']);
    expect(own.length).toBeLessThanOrEqual(10);
  });

  test('checking a CSV file loads nothing of help, workbooks, requests, the ledger, contracts or phone numbers', async () => {
    await writeFile(
      join(folder, 'leads.csv'),
      'Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount\n' +
        'L-1,Pumps,LEAD_OPEN,2031-05-14,EUR,Example GmbH,Stockach,Germany,CLASS1,100\n',
    );
    const { own, packages } = await loadedBy(['validate', 'leads.csv'], folder);
    const others = packages.filter((name) => !['fastest-levenshtein', 'validator'].includes(name));
    expect(others).toEqual(['big.js', 'i18n-iso-countries']);
    expect(own.length).toBeLessThanOrEqual(45);
  });
});

describe('the compiled code', () => {
  const uncached = { NODE_COMPILE_CACHE: '' };

  test('is kept in a folder that only its user may look into', async () => {
    const { code } = await leadferry(['--version'], { cwd: folder, env: { HOME: folder, ...uncached } });
    const cache = join(folder, '.cache', 'leadferry');
    expect(code).toBe(0);
    expect((await stat(cache)).mode & 0o777).toBe(0o700);
    expect(await readdir(cache)).toHaveLength(1);
  });

  test.each([
    ['there is no home to keep it in', { HOME: '/dev/null' }],
    ['the cache folder cannot be made', { XDG_CACHE_HOME: '/proc/none/cache' }],
    ['the cache folder is a relative path', { XDG_CACHE_HOME: 'cache' }],
    ['Node is told not to', { NODE_DISABLE_COMPILE_CACHE: '1' }],
  ])('is not kept where %s, and nothing is said of it', async (_, env) => {
    const { code, stderr } = await leadferry(['--version'], {
      cwd: folder,
      env: { HOME: folder, ...uncached, ...env },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('is not taken from a folder that others may write to', async () => {
    const cache = join(folder, '.cache', 'leadferry');
    await mkdir(cache, { recursive: true });
    await chmod(cache, 0o777);
    await leadferry(['--version'], { cwd: folder, env: { HOME: folder, ...uncached } });
    expect(await readdir(cache)).toEqual([]);
  });
});
