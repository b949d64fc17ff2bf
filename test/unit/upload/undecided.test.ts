import { describe, expect, it } from 'vitest';
import { leadReports } from '../../../src/upload/results.js';
import { sheetLead, sheetLeads } from '../../support/sheet-lead.js';
import { type Bench, createBench, unreadable } from './upload-bench.js';

/** Three leads at 3DS, of which the second cannot be read as often as `times` says. */
async function uploaded(): Promise<{ bench: Bench; hide: (times: number) => void }> {
  let left = 0;
  const bench: Bench = createBench({
    readAs: (id) => {
      if (left === 0 || id !== bench.api.idsOf('A-2')[0]) return null;
      left -= 1;
      return unreadable;
    },
  });
  await bench.upload(sheetLeads(3));
  return {
    bench,
    hide: (times) => {
      left = times;
    },
  };
}

const renamed = [1, 2, 3].map((n) => sheetLead(`A-${n}`, { name: `New name ${n}` }));
const namesSent = ({ api }: Bench) =>
  api.writes.slice(3).map(({ kind, parts }) => [kind, parts.leadOpportunity['name']]);

describe('a lead that cannot be read when it is planned', () => {
  it('is never sent, stays resumable, says so, and is updated by the resume', async () => {
    const { bench, hide } = await uploaded();
    hide(Number.POSITIVE_INFINITY);
    const run = await bench.start(renamed);
    const result = await bench.go(run);
    expect(result).toMatchObject({ counts: { done: 2, unsent: 1 }, resumable: true, stoppedBy: null });
    expect(namesSent(bench)).toEqual([
      ['update', 'New name 1'],
      ['update', 'New name 3'],
    ]);
    expect([...leadReports(bench.ledger, run)][1]).toMatchObject({
      status: 'unsent',
      code: 'LEAD_UNREADABLE',
      message: expect.stringMatching(/a login page.*`leadferry resume` tries again/),
    });
    hide(0);
    expect(await bench.go(run)).toMatchObject({ counts: { done: 3 }, resumable: false });
    expect(namesSent(bench)).toContainEqual(['update', 'New name 2']);
    expect(bench.api.idsOf('A-2')).toHaveLength(1);
  });

  it('is planned again in the same pass, once the others have been sent', async () => {
    const { bench, hide } = await uploaded();
    const run = await bench.start(renamed);
    hide(1);
    const result = await bench.go(run);
    expect(result).toMatchObject({ counts: { done: 3 }, resumable: false });
    expect(namesSent(bench).at(-1)).toEqual(['update', 'New name 2']);
  });

  it('stays as it is, however often it is tried', async () => {
    const { bench, hide } = await uploaded();
    hide(Number.POSITIVE_INFINITY);
    const run = await bench.start(renamed);
    await bench.go(run);
    await bench.go(run);
    const lead = [...bench.ledger.leads(run)][1];
    expect(lead).toMatchObject({ state: 'planned', action: null, attempts: 0, code: 'LEAD_UNREADABLE' });
  });
});
