import { describe, expect, it } from 'vitest';
import type { LeadPlan, Ledger } from '../../../src/lead/ledger.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLeads } from '../../support/sheet-lead.js';
import { delivered, lost, openTestLedger, partsOf, planOf } from './ledger-bench.js';

const update = { ...partsOf('A-2'), offerLines: null };
const changes = [{ field: 'leadOpportunity.name', from: 'old', to: 'new' }];

/** Three leads, the second of which has been planned as an update, sent and found absent. */
async function runWithHistory(ledger: Ledger): Promise<string> {
  const run = await ledger.startRun(runSettings, runContent(sheetLeads(3)));
  ledger.plan(run, [planOf(1, { action: 'update', changes, update, dsLeadOpportunityId: 'DS-2' })]);
  await ledger.intend(run, 1, update);
  await ledger.settle(run, 1, { ...lost, state: 'planned' });
  return run;
}

describe('leads that are planned together', () => {
  it.each<{ what: string; plans: readonly LeadPlan[] }>([
    { what: 'creates alone', plans: [planOf(0), planOf(2)] },
    { what: 'a create of a lead that was an update', plans: [planOf(0), planOf(1), planOf(2)] },
    {
      what: 'creates beside others',
      plans: [planOf(0), planOf(1, { action: 'conflict', code: 'X' }), planOf(2)],
    },
    { what: 'one lead twice', plans: [planOf(0), planOf(2), planOf(2, { kept: changes })] },
  ])('are planned as each by itself: $what', async ({ plans }) => {
    const together = openTestLedger();
    const alone = openTestLedger();
    const run = await runWithHistory(together);
    expect(await runWithHistory(alone)).toBe(run);
    together.plan(run, plans);
    for (const plan of plans) alone.plan(run, [plan]);
    expect([...together.leads(run)]).toEqual([...alone.leads(run)]);
    expect([...together.leads(run)].map(({ sent }) => sent)).toEqual([null, update, null]);
    together.close();
    alone.close();
  });

  it('are not planned where one of them is on its way', async () => {
    const ledger = openTestLedger();
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(3)));
    await ledger.intend(run, 2, partsOf('A-3'));
    expect(() => ledger.plan(run, [planOf(0), planOf(1), planOf(2)])).toThrow('Lead 3');
    expect([...ledger.leads(run)].map(({ action }) => action)).toEqual([null, null, null]);
    ledger.close();
  });
});

describe('what is known of several leads', () => {
  it('is what is known of each, and nothing of those that were never sent', async () => {
    const ledger = openTestLedger();
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(3)));
    expect(ledger.knowsNone()).toBe(true);
    for (const seq of [0, 2]) {
      await ledger.intend(run, seq, partsOf(`A-${seq + 1}`));
      await ledger.settle(run, seq, { ...delivered, dsLeadOpportunityId: `DS-${seq}` });
    }
    expect(ledger.knowsNone()).toBe(false);
    expect(ledger.knownAmong(['A-3', 'A-2', 'A-1', 'A-1'])).toEqual(
      new Map([
        ['A-1', ledger.known('A-1')],
        ['A-3', ledger.known('A-3')],
      ]),
    );
    expect(ledger.known('A-3')?.dsLeadOpportunityId).toBe('DS-2');
    ledger.close();
  });
});
