import { describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { createFakeApi } from './fake-api.js';
import { changes } from './fake-changes.js';
import { createFakeIo } from './fake-io.js';

async function answerTo(line: string, replaced = {}) {
  const io = createFakeIo();
  const api = createFakeApi(replaced);
  const exitCode = await main(line.split(' '), io, api);
  return { exitCode, out: io.out(), err: io.err(), calls: api.calls };
}

describe('report changes', () => {
  it('shows the totals, then the leads of each kind, each by its names', async () => {
    const { out, err, exitCode } = await answerTo('report changes old.xlsx new.xlsx');
    expect(exitCode).toBe(0);
    await expect(out).toMatchFileSnapshot('golden/report-changes.txt');
    expect(err).toContain('Next: the same with -o changes.html');
  });

  it('names the files that were written, and is one document with --json', async () => {
    const changesReport = () => Promise.resolve({ ...changes, files: ['/x/changes.html'] });
    const { err } = await answerTo('report changes a b -o changes.html', { changesReport });
    expect(err).toContain('Written: /x/changes.html');
    expect(err).not.toContain('Next:');
    const { out } = await answerTo('report changes a b --json', { changesReport });
    expect(JSON.parse(out)).toEqual({ ...changes.report, files: ['/x/changes.html'] });
  });

  it('says that nothing was open where no lead was', async () => {
    const report = { ...changes.report, waterfalls: [] };
    const { out } = await answerTo('report changes a b', {
      changesReport: () => Promise.resolve({ report, files: [] }),
    });
    expect(out).toContain('No lead was open at either point.');
  });

  it.each([
    ['report changes a.xlsx b.xlsx', { points: ['a.xlsx', 'b.xlsx'] }],
    ['report changes --since 7d', { since: '7d' }],
    [
      'report changes --since 2026-11-01 --until 2026-11-07 -o c.md',
      { since: '2026-11-01', until: '2026-11-07', out: ['c.md'] },
    ],
    ['report changes R1 R2 --env qal --partner-id 7', { points: ['R1', 'R2'], env: 'qal', partnerId: '7' }],
  ])('%s asks for %j', async (line, options) => {
    const { calls } = await answerTo(line);
    expect(calls).toEqual([['changesReport', options]]);
  });

  it('refuses one point alone, and names what is missing', async () => {
    const { exitCode, err, calls } = await answerTo('report changes old.xlsx');
    expect(exitCode).toBe(2);
    expect(err).toContain('Expected two points to compare, found only old.xlsx.');
    expect(err).toContain('leadferry report changes old.xlsx new.xlsx');
    expect(calls).toEqual([]);
  });
});
