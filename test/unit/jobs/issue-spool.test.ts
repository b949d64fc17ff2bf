import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/core/issue.js';
import { createIssueSpool, type IssueSpool } from '../../../src/jobs/issue-spool.js';
import { useTempFolders } from '../../support/temp-folder.js';
import { issue } from '../cli/fake-api.js';

const tempFolder = useTempFolders();

async function taken(spool: IssueSpool): Promise<Issue[]> {
  const issues: Issue[] = [];
  for await (const one of spool.all()) issues.push(one);
  return issues;
}

describe('a spool of issues', () => {
  test('gives back every issue in its order, as often as asked, whatever its texts hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        async (texts, inMemory) => {
          const spool = createIssueSpool({ inMemory });
          const issues = texts.map((value, row) => ({ ...issue, value, row, message: `found ${value}` }));
          for (const one of issues) spool.add(one);
          expect(await taken(spool)).toEqual(issues);
          expect(await taken(spool)).toEqual(issues);
          await spool.close();
        },
      ),
      { numRuns: 50 },
    );
  });

  test('takes more issues after it was read', async () => {
    const spool = createIssueSpool({ inMemory: 2 });
    for (const row of [1, 2, 3]) spool.add({ ...issue, row });
    expect(await taken(spool)).toHaveLength(3);
    for (const row of [4, 5]) spool.add({ ...issue, row });
    expect((await taken(spool)).map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
    await spool.close();
  });

  test('leaves no file in its folder, not even while it is open', async () => {
    const folder = await tempFolder();
    const spool = createIssueSpool({ folder, inMemory: 1 });
    for (let row = 0; row < 500; row += 1) spool.add({ ...issue, row, value: 'ü'.repeat(300) });
    expect(await readdir(folder)).toEqual([]);
    expect(await taken(spool)).toHaveLength(500);
    await spool.close();
    await spool.close();
    expect(await readdir(folder)).toEqual([]);
  });

  test('a folder that is not there is a failure that names it', async () => {
    const folder = join(await tempFolder(), 'missing');
    const spool = createIssueSpool({ folder, inMemory: 1 });
    expect(() => spool.add(issue)).toThrow(/missing.*could not be written: its folder does not exist/);
    await spool.close();
  });
});
