import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { SheetLead } from '../../../src/lead/lead.js';
import type { ReadAnswer } from '../../../src/lead/lead-api.js';
import type { RunEntry } from '../../../src/lead/ledger.js';
import { looksAhead, oldestLookMs } from '../../../src/upload/look-again.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLead, sheetLeads } from '../../support/sheet-lead.js';
import { type Bench, createBench, unreadable } from './upload-bench.js';

const renamed: readonly SheetLead[] = [1, 2, 3].map((n) => sheetLead(`A-${n}`, { name: `New name ${n}` }));

/** A run that applies a plan of these leads, made now. */
async function startOfPlanFile(bench: Bench, leads: readonly SheetLead[]): Promise<string> {
  const planning = await bench.start(leads);
  await bench.go(planning, { dryRun: true });
  const planned = [...bench.ledger.leads(planning)];
  bench.ledger.discardRun(planning);
  async function* entries(): AsyncGenerator<RunEntry> {
    for await (const entry of runContent(leads).entries) {
      if (entry.kind === 'row') yield entry;
      else yield { ...entry, lead: { ...entry.lead, planned: actionOf(entry.lead.seq) } };
    }
  }
  const actionOf = (seq: number) => {
    const lead = planned[seq];
    if (lead?.action == null) throw new Error('every lead is planned');
    return { ...lead, action: lead.action };
  };
  const { sheets } = runContent([]);
  return await bench.ledger.startRun(
    { ...runSettings, planHash: 'of the plan' },
    { sheets, entries: Readable.from(entries()) },
  );
}

/** Lets time pass between plan and requests, in which somebody gives A-2 another name at 3DS. */
function meanwhile(bench: Bench, { afterMs, change }: { afterMs: number; change: boolean }) {
  return async () => {
    await bench.clock.sleep(afterMs);
    const [id = ''] = bench.api.idsOf('A-2');
    if (change) await bench.api.update(id, sheetLead('A-2', { name: 'Of somebody else' }));
    return true;
  };
}

const nameOf = async (bench: Bench, id: string) => {
  const answer = await bench.api.read(bench.api.idsOf(id)[0] ?? '');
  return answer.kind === 'found' ? answer.lead.leadOpportunity['name'] : null;
};

async function uploaded(readAs: () => ReadAnswer | null = () => null): Promise<Bench> {
  const bench = createBench({ readAs });
  await bench.upload(sheetLeads(3));
  return bench;
}

describe('a lead that changes between its plan and its update', () => {
  it('is withheld where a plan file is applied; the rest goes on', async () => {
    const bench = await uploaded();
    const run = await startOfPlanFile(bench, renamed);
    const confirm = meanwhile(bench, { afterMs: oldestLookMs.planFile + 1, change: true });
    const result = await bench.go(run, { confirm });
    expect(result).toMatchObject({ counts: { done: 2, unsent: 1 }, resumable: false, stoppedBy: null });
    expect([...bench.ledger.leads(run)].map(({ code }) => code)).toEqual([null, 'PLAN_OUTDATED', null]);
    expect(await nameOf(bench, 'A-2')).toBe('Of somebody else');
    expect(await nameOf(bench, 'A-3')).toBe('New name 3');
  });

  it('is compared anew where the sheet is uploaded, and is a conflict then', async () => {
    const bench = await uploaded();
    // So that it is known what 3DS held.
    await bench.upload(sheetLeads(3));
    const run = await bench.start(renamed);
    const confirm = meanwhile(bench, { afterMs: oldestLookMs.sheet + 1, change: true });
    const result = await bench.go(run, { confirm });
    expect(result).toMatchObject({ counts: { done: 2, unsent: 1 }, resumable: false });
    expect([...bench.ledger.leads(run)].map(({ code }) => code)).toEqual([null, 'CONFLICT', null]);
    expect(await nameOf(bench, 'A-2')).toBe('Of somebody else');
  });

  it('is updated all the same where the conflict rule says mine', async () => {
    const bench = await uploaded();
    const run = await bench.start(renamed, { onConflict: 'mine' });
    const confirm = meanwhile(bench, { afterMs: oldestLookMs.sheet + 1, change: true });
    const result = await bench.go(run, { confirm });
    expect(result.counts.done).toBe(3);
    expect(await nameOf(bench, 'A-2')).toBe('New name 2');
  });

  it('waits for resume where it cannot be read', async () => {
    let isDown = false;
    const bench = await uploaded(() => (isDown ? unreadable : null));
    const run = await startOfPlanFile(bench, renamed);
    const confirm = async () => {
      await bench.clock.sleep(oldestLookMs.planFile + 1);
      isDown = true;
      return true;
    };
    const result = await bench.go(run, { confirm });
    expect(result).toMatchObject({ counts: { unsent: 3 }, resumable: true });
    isDown = false;
    expect(await bench.go(run)).toMatchObject({ counts: { done: 3 }, resumable: false });
    expect(await nameOf(bench, 'A-1')).toBe('New name 1');
  });
});

describe('a look at a lead', () => {
  it.each([
    ['planFile', 0],
    ['sheet', 0],
    ['planFile', 1],
    ['sheet', 1],
  ] as const)('for a %s that is %i ms too old is made again before its update', async (kind, tooOldMs) => {
    const bench = await uploaded();
    const run = kind === 'sheet' ? await bench.start(renamed) : await startOfPlanFile(bench, renamed);
    const before = bench.api.lookUps.reads;
    const afterMs = oldestLookMs[kind] + tooOldMs;
    await bench.go(run, { confirm: meanwhile(bench, { afterMs, change: false }) });
    expect(bench.api.lookUps.reads - before).toBe(tooOldMs === 0 ? 3 : 6);
    expect(bench.api.writes.slice(3).map(({ kind: one }) => one)).toEqual(['update', 'update', 'update']);
  });

  it.each([
    [{ ofPlanFile: true, planSeconds: 4, sendSeconds: 5 }, 0],
    [{ ofPlanFile: true, planSeconds: 6, sendSeconds: 1 }, 80],
    [{ ofPlanFile: false, planSeconds: 300, sendSeconds: 300 }, 0],
    [{ ofPlanFile: false, planSeconds: 10, sendSeconds: 301 }, 80],
  ])('is counted ahead: %o', (ahead, looks) => {
    expect(looksAhead({ updates: 80, ...ahead })).toBe(looks);
  });
});
