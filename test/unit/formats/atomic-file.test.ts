import { execFileSync } from 'node:child_process';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAtomicFile, writeFileAtomically } from '../../../src/formats/atomic-file.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-atomic-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const hello = (output: Writable): Promise<void> => {
  output.write('hello');
  return Promise.resolve();
};

function failing(code: string, times: number): (from: string, to: string) => Promise<void> {
  let left = times;
  return async (from, to) => {
    left -= 1;
    if (left >= 0) throw Object.assign(new Error(`${code}: refused`), { code });
    await rename(from, to);
  };
}

describe('atomic file', () => {
  it('appears whole, for the user alone, and leaves nothing beside it', async () => {
    const path = join(folder, 'out.csv');
    expect(await writeFileAtomically(path, hello)).toBe(path);
    expect(await readFile(path, 'utf8')).toBe('hello');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['out.csv']);
  });

  it('keeps the old content until it is committed', async () => {
    const path = join(folder, 'out.csv');
    await writeFile(path, 'old');
    const file = await openAtomicFile(path);
    file.output.write('new');
    expect(await readFile(path, 'utf8')).toBe('old');
    await file.commit();
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('leaves the old content and no temporary file when writing fails', async () => {
    const path = join(folder, 'out.csv');
    await writeFile(path, 'old');
    const fault = new Error('the source broke');
    const written = writeFileAtomically(path, async (output) => {
      await hello(output);
      throw fault;
    });
    await expect(written).rejects.toBe(fault);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['out.csv']);
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])(
    'takes a free name beside a target that is locked (%s)',
    async (code) => {
      const path = join(folder, 'results.xlsx');
      await writeFile(path, 'open in Excel');
      await writeFile(join(folder, 'results-2.xlsx'), 'earlier');
      const written = await writeFileAtomically(path, hello, { rename: failing(code, 1) });
      expect(written).toBe(join(folder, 'results-3.xlsx'));
      expect(await readFile(written, 'utf8')).toBe('hello');
      expect(await readFile(path, 'utf8')).toBe('open in Excel');
      expect(await readdir(folder)).toHaveLength(3);
    },
  );

  it('fails where renaming fails for another reason, and cleans up', async () => {
    const path = join(folder, 'out.csv');
    await expect(writeFileAtomically(path, hello, { rename: failing('ENOSPC', 1) })).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message: `${path} could not be written: the disk is full.`,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('fails where even the name beside is refused', async () => {
    const path = join(folder, 'out.csv');
    await expect(writeFileAtomically(path, hello, { rename: failing('EACCES', 2) })).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('names a folder that does not exist', async () => {
    const path = join(folder, 'missing', 'out.csv');
    await expect(writeFileAtomically(path, hello)).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message: `${path} could not be written: its folder does not exist.`,
    });
  });

  it('refuses to take the place of a folder', async () => {
    const path = join(folder, 'out');
    await mkdir(path);
    await expect(writeFileAtomically(path, hello)).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message: `${path} could not be written: it is a folder.`,
    });
  });

  it('reports a disk that fails while writing', async () => {
    const path = join(folder, 'out.csv');
    const written = writeFileAtomically(path, (output) => {
      const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' });
      return new Promise((_, reject) => {
        output.once('error', reject);
        output.destroy(full);
      });
    });
    await expect(written).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      next: expect.stringContaining('disk'),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('lets two writers of one target work side by side', async () => {
    const path = join(folder, 'out.csv');
    const [first, second] = [await openAtomicFile(path), await openAtomicFile(path)];
    first.output.write('first');
    second.output.write('second');
    await second.commit();
    await first.commit();
    expect(await readFile(path, 'utf8')).toBe('first');
    expect(await readdir(folder)).toEqual(['out.csv']);
  });

  it('can be discarded twice and after a failed commit', async () => {
    const file = await openAtomicFile(join(folder, 'out.csv'), { rename: failing('EIO', 1) });
    await expect(file.commit()).rejects.toMatchObject({ code: 'FILE_WRITE_FAILED' });
    await file.discard();
    await file.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('replaces what a link points to and leaves the link', async () => {
    const real = join(folder, 'real.csv');
    const link = join(folder, 'link.csv');
    await writeFile(real, 'before');
    await symlink(real, link);
    expect(await writeFileAtomically(link, hello)).toBe(real);
    expect(await readFile(real, 'utf8')).toBe('hello');
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  it.runIf(process.platform !== 'win32')('refuses a pipe or a device, which it would replace', async () => {
    const pipe = join(folder, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    await expect(writeFileAtomically(pipe, hello)).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message: expect.stringContaining('no ordinary file'),
    });
    expect((await stat(pipe)).isFIFO()).toBe(true);
    expect(await readdir(folder)).toEqual(['pipe.csv']);
  });
});
