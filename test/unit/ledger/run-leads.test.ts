import { describe, expect, it } from 'vitest';
import type { LeadState, Ledger } from '../../../src/lead/ledger.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLead, sheetLeads } from '../../support/sheet-lead.js';
import { delivered, ledgerClock, lost, openTestLedger, partsOf, planOf } from './ledger-bench.js';

async function startedRun(count = 1): Promise<{ ledger: Ledger; run: string }> {
  const ledger = openTestLedger();
  return { ledger, run: await ledger.startRun(runSettings, runContent(sheetLeads(count))) };
}

function first(ledger: Ledger, run: string) {
  const [lead] = ledger.leads(run);
  return lead;
}

describe('a lead of a run', () => {
  it('starts planned, or unsent with the reason of its rejection', async () => {
    const ledger = openTestLedger();
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(2), ['A-2']));
    expect([...ledger.leads(run)]).toMatchObject([
      { seq: 0, state: 'planned', lead: sheetLead('A-1'), action: null, attempts: 0, sent: null, code: null },
      { seq: 1, state: 'unsent', lead: null, code: 'REQUIRED', message: 'Close date is missing.' },
    ]);
    ledger.close();
  });

  it('is listed by state', async () => {
    const { ledger, run } = await startedRun(3);
    await ledger.intend(run, 1, partsOf('A-2'));
    const states: readonly LeadState[] = ['intent', 'unknown'];
    expect([...ledger.leads(run, states)].map(({ seq }) => seq)).toEqual([1]);
    ledger.close();
  });

  it('keeps its plan', async () => {
    const { ledger, run } = await startedRun();
    const changes = [{ field: 'leadOpportunity.name', from: null, to: 'new' }];
    const update = partsOf('A-1');
    ledger.plan(run, [planOf(0, { action: 'update', changes, update, dsLeadOpportunityId: 'DS-1' })]);
    expect(first(ledger, run)).toMatchObject({
      state: 'planned',
      action: 'update',
      changes,
      update,
      dsLeadOpportunityId: 'DS-1',
    });
    ledger.close();
  });

  it.each([
    { what: 'all that the sheet says', sent: partsOf('A-1') },
    { what: 'its update', sent: { ...partsOf('A-1'), offerLines: null } },
    { what: 'something else', sent: { ...partsOf('A-1'), leadOpportunity: { name: 'else' } } },
  ])('keeps what was sent, also when it is planned anew: $what', async ({ sent }) => {
    const { ledger, run } = await startedRun();
    const update = { ...partsOf('A-1'), offerLines: null };
    const plan = planOf(0, { action: 'update', update, dsLeadOpportunityId: 'DS-1' });
    ledger.plan(run, [plan]);
    await ledger.intend(run, 0, sent);
    expect(first(ledger, run)).toMatchObject({ state: 'intent', sent, update });
    await ledger.settle(run, 0, { ...lost, state: 'planned' });
    ledger.plan(run, [{ ...plan, update: partsOf('A-1') }]);
    expect(first(ledger, run)).toMatchObject({ state: 'planned', sent, update: partsOf('A-1') });
    await ledger.intend(run, 0, partsOf('A-1'));
    await ledger.settle(run, 0, delivered);
    expect(first(ledger, run)?.sent).toEqual(partsOf('A-1'));
    expect(ledger.known('A-1')?.lastSent).toEqual(partsOf('A-1'));
    ledger.close();
  });

  it.each([
    { action: 'unchanged', state: 'done' },
    { action: 'conflict', state: 'unsent' },
    { action: 'blocked', state: 'unsent' },
    { action: 'create', state: 'planned' },
  ] as const)('is $state once its plan is $action', async ({ action, state }) => {
    const { ledger, run } = await startedRun();
    ledger.plan(run, [planOf(0, { action, dsLeadOpportunityId: 'DS-1', code: 'X', message: 'why' })]);
    expect(first(ledger, run)).toMatchObject({ state, code: 'X', message: 'why' });
    ledger.close();
  });

  it('is planned with the others of its batch or not at all', async () => {
    const { ledger, run } = await startedRun(2);
    expect(() => ledger.plan(run, [planOf(0, { action: 'blocked' }), planOf(7)])).toThrow('Lead 8');
    expect(first(ledger, run)).toMatchObject({ state: 'planned', action: null });
    ledger.close();
  });

  it('has its intent with the time and what it carries', async () => {
    const { ledger, run } = await startedRun();
    await ledger.intend(run, 0, partsOf('A-1'));
    expect(first(ledger, run)).toMatchObject({
      state: 'intent',
      sent: partsOf('A-1'),
      sentAt: ledgerClock().now(),
      attempts: 1,
    });
    ledger.close();
  });

  it('is planned again without a counted attempt when its intent is withdrawn', async () => {
    const { ledger, run } = await startedRun();
    await ledger.intend(run, 0, partsOf('A-1'));
    await ledger.withdraw(run, 0);
    expect(first(ledger, run)).toMatchObject({ state: 'planned', attempts: 0 });
    ledger.close();
  });

  it('counts the settling time from the moment at which its outcome became unknown', async () => {
    const clock = ledgerClock();
    const ledger = openTestLedger({ clock });
    const run = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    await ledger.intend(run, 0, partsOf('A-1'));
    await clock.advance(30_000);
    await ledger.settle(run, 0, lost);
    expect(first(ledger, run)).toMatchObject({ state: 'unknown', sentAt: clock.now(), code: 'TIMEOUT' });
    const becameUnknown = clock.now();
    await clock.advance(10_000);
    await ledger.settle(run, 0, { ...lost, code: 'OUTCOME_UNKNOWN' });
    expect(first(ledger, run)).toMatchObject({ sentAt: becameUnknown, code: 'OUTCOME_UNKNOWN' });
    ledger.close();
  });

  it.each<{ what: string; step: (ledger: Ledger, run: string) => Promise<void> }>([
    { what: 'a plan for a lead on its way', step: async (ledger, run) => ledger.plan(run, [planOf(0)]) },
    { what: 'a second intent', step: (ledger, run) => ledger.intend(run, 0, partsOf('A-1')) },
    {
      what: 'an outcome of a lead that was not sent',
      step: (ledger, run) => ledger.settle(run, 1, delivered),
    },
    { what: 'a withdrawal of a lead that was not sent', step: (ledger, run) => ledger.withdraw(run, 1) },
  ])('refuses $what, since another process must be at work', async ({ step }) => {
    const { ledger, run } = await startedRun(2);
    await ledger.intend(run, 0, partsOf('A-1'));
    await expect(step(ledger, run)).rejects.toMatchObject({ code: 'LEADS_IN_USE' });
    ledger.close();
  });
});

describe('a lead that another run has open', () => {
  it('cannot be sent under another partner lead id either', async () => {
    const { ledger, run } = await startedRun(1);
    const other = await ledger.startRun(runSettings, runContent([sheetLead('B-1'), sheetLead('B-2')]));
    const claimed = (seq: number, ds: string) => planOf(seq, { action: 'update', dsLeadOpportunityId: ds });
    ledger.plan(run, [claimed(0, 'DS-1')]);
    ledger.plan(other, [claimed(0, 'DS-1'), claimed(1, 'DS-2')]);
    await ledger.intend(run, 0, partsOf('A-1'));
    await expect(ledger.intend(other, 0, partsOf('B-1'))).rejects.toMatchObject({
      code: 'LEADS_IN_USE',
      message: expect.stringContaining(run),
    });
    await ledger.intend(other, 1, partsOf('B-2'));
    await ledger.settle(run, 0, delivered);
    await ledger.intend(other, 0, partsOf('B-1'));
    ledger.close();
  });

  it.each(['intent', 'unknown'] as const)('cannot be sent while it is in state %s there', async (state) => {
    const { ledger, run } = await startedRun(2);
    const other = await ledger.startRun(runSettings, runContent([sheetLead('B-1'), ...sheetLeads(2)]));
    await ledger.intend(run, 1, partsOf('A-2'));
    if (state === 'unknown') await ledger.settle(run, 1, lost);
    expect(ledger.openElsewhere(other)).toEqual({ run, leads: 1, example: 'A-2' });
    await expect(ledger.intend(other, 2, partsOf('A-2'))).rejects.toMatchObject({
      code: 'LEADS_IN_USE',
      message: expect.stringContaining(run),
    });
    expect([...ledger.leads(other)][2]).toMatchObject({ state: 'planned', attempts: 0 });
    await ledger.intend(other, 1, partsOf('A-1'));
    ledger.close();
  });

  it('can be sent once it is settled there', async () => {
    const { ledger, run } = await startedRun();
    const other = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    await ledger.intend(run, 0, partsOf('A-1'));
    await ledger.settle(run, 0, delivered);
    expect(ledger.openElsewhere(other)).toBeNull();
    await ledger.intend(other, 0, partsOf('A-1'));
    expect([...ledger.leads(other)]).toMatchObject([{ state: 'intent' }]);
    ledger.close();
  });
});

describe('what is known of a lead', () => {
  it('is the latest value of each field and the latest list that was sent', async () => {
    const { ledger, run } = await startedRun();
    await ledger.intend(run, 0, partsOf('A-1'));
    await ledger.settle(run, 0, delivered);
    const second = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    const offers = [{ offerNameId: 'CLASS00009_ONPR_X_SOL000009' }];
    await ledger.intend(second, 0, {
      partnerLeadOpportunityId: 'A-1',
      leadOpportunity: { name: 'renamed' },
      customerLegalEntity: { city: 'Radolfzell' },
      offerLines: offers,
      customerContacts: null,
      partnerContacts: null,
    });
    await ledger.settle(second, 0, delivered);
    const latest = {
      ...partsOf('A-1'),
      leadOpportunity: { ...partsOf('A-1').leadOpportunity, name: 'renamed' },
      customerLegalEntity: { name: 'Bergmann Anlagenbau', city: 'Radolfzell', country: 'Germany' },
      offerLines: offers,
    };
    // What 3DS has from leadferry is also how it was last seen there.
    expect(ledger.known('A-1')).toEqual({
      dsLeadOpportunityId: 'DS-1',
      lastSent: latest,
      lastSeen: { ...latest, dsLeadOpportunityId: 'DS-1' },
    });
    ledger.close();
  });

  it('keeps the customer of before where none was sent', async () => {
    const { ledger, run } = await startedRun();
    await ledger.intend(run, 0, partsOf('A-1'));
    await ledger.settle(run, 0, delivered);
    const second = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    await ledger.intend(second, 0, { ...partsOf('A-1'), customerLegalEntity: null, offerLines: null });
    await ledger.settle(second, 0, delivered);
    expect(ledger.known('A-1')?.lastSent).toEqual(partsOf('A-1'));
    ledger.close();
  });

  it('begins anew under another 3DS id', async () => {
    const { ledger, run } = await startedRun();
    await ledger.intend(run, 0, partsOf('A-1'));
    await ledger.settle(run, 0, delivered);
    const second = await ledger.startRun(runSettings, runContent(sheetLeads(1)));
    ledger.plan(second, [planOf(0, { action: 'unchanged', dsLeadOpportunityId: 'DS-2' })]);
    expect(ledger.known('A-1')).toEqual({ dsLeadOpportunityId: 'DS-2', lastSent: null, lastSeen: null });
    ledger.close();
  });

  it.each([
    { what: 'a lost request', outcome: lost },
    { what: 'a refused one', outcome: { ...lost, state: 'failed' } as const },
    {
      what: 'a lead that was there before',
      outcome: { ...lost, state: 'planned', dsLeadOpportunityId: 'DS-1' } as const,
    },
  ])('learns nothing from $what', async ({ outcome }) => {
    const { ledger, run } = await startedRun();
    await ledger.intend(run, 0, partsOf('A-1'));
    await ledger.settle(run, 0, outcome);
    expect(ledger.known('A-1')).toBeNull();
    ledger.close();
  });
});

describe('the saved catalogue', () => {
  const item = {
    salesPortfolioId: 'CLASS00001_ONPR_CATIAV4_SOL000038',
    salesPortfolioType: 'Brand',
    salesPortfolioInfrastructure: 'On Premise',
    orderable: true,
    salesPortfolioLevel1: 'CATIA',
    salesPortfolioLevel2: 'CATIA V4',
    salesPortfolioLevel3: 'MANUFACTURING',
  };

  it('is null until one was saved, then the latest with its date', async () => {
    const clock = ledgerClock();
    const ledger = openTestLedger({ clock });
    expect(ledger.catalogue()).toBeNull();
    ledger.saveCatalogue([item, { ...item, salesPortfolioId: 'B' }]);
    await clock.advance(1000);
    ledger.saveCatalogue([{ ...item, salesPortfolioId: 'C', orderable: false }]);
    expect(ledger.catalogue()).toEqual({
      items: [{ ...item, salesPortfolioId: 'C', orderable: false }],
      savedAt: '2026-11-21T18:45:03.000Z',
    });
    ledger.close();
  });

  it('stays what it was when saving a new one fails', () => {
    const ledger = openTestLedger();
    ledger.saveCatalogue([item]);
    function* failing() {
      yield { ...item, salesPortfolioId: 'B' };
      throw new Error('the server is gone');
    }
    expect(() => ledger.saveCatalogue(failing())).toThrow('the server is gone');
    expect(ledger.catalogue()?.items).toEqual([item]);
    ledger.close();
  });
});
