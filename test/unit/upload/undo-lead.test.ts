import { describe, expect, it } from 'vitest';
import type { LeadParts, RemoteLead } from '../../../src/lead/lead.js';
import type { UndoLead } from '../../../src/lead/ledger.js';
import { undoneLead } from '../../../src/upload/undo-lead.js';
import { sheetLead } from '../../support/sheet-lead.js';

const { dsLeadOpportunityId: _, ...parts } = sheetLead('A-1');
const offer = { offerNameId: 'CLASS00002_ONPR_PRTF077_SOL001277', revenueType: 'PxC' };

function remote(over: Partial<RemoteLead> = {}): RemoteLead {
  return { ...parts, dsLeadOpportunityId: 'DS-1', ...over };
}

function original(over: Partial<UndoLead>, sent: Partial<LeadParts>): UndoLead {
  return {
    partnerLeadOpportunityId: 'A-1',
    dsLeadOpportunityId: 'DS-1',
    what: 'updated',
    changes: [],
    before: remote(),
    sent: {
      partnerLeadOpportunityId: 'A-1',
      leadOpportunity: {},
      customerLegalEntity: null,
      offerLines: null,
      customerContacts: null,
      partnerContacts: null,
      ...sent,
    },
    erased: false,
    ...over,
  };
}

const renamed = original(
  { changes: [{ field: 'leadOpportunity.name', from: 'old', to: 'new' }] },
  { leadOpportunity: { name: 'new' } },
);
const undo = (run: UndoLead, now: RemoteLead, lastSent: LeadParts | null = null) =>
  undoneLead({ original: run, remote: now, lastSent, apiVersion: 'v1' });
const named = (name: string) => remote({ leadOpportunity: { ...parts.leadOpportunity, name } });

describe('undoing what a run did to a lead', () => {
  it.each([
    { title: 'still holds what was sent: put back', now: 'new', update: { name: 'old' }, because: null },
    { title: 'has the old value already: nothing to do', now: 'old', update: null, because: null },
    { title: 'was changed since: kept', now: 'newest', update: null, because: 'UNDO_CONFLICT' },
  ])('a field that $title', ({ now, update, because }) => {
    const undone = undo(renamed, named(now));
    expect(undone.update?.leadOpportunity ?? null).toEqual(update);
    expect(undone.keptBecause).toBe(because);
  });

  it('empties a field that had no value, and keeps one that cannot be emptied', () => {
    const run = original(
      {
        changes: [
          { field: 'leadOpportunity.nextMilestone', from: null, to: 'call' },
          { field: 'leadOpportunity.closeDate', from: null, to: '2027-01-31' },
        ],
      },
      { leadOpportunity: { nextMilestone: 'call', closeDate: '2027-01-31' } },
    );
    const now = remote({
      leadOpportunity: { ...parts.leadOpportunity, nextMilestone: 'call', closeDate: '2027-01-31' },
    });
    expect(undo(run, now)).toMatchObject({
      update: { leadOpportunity: { nextMilestone: '' } },
      kept: [{ field: 'leadOpportunity.closeDate', from: '2027-01-31', to: null }],
      keptBecause: 'UNDO_IMPOSSIBLE',
    });
  });

  it('puts a customer back with name, city and country, by what was last sent where 3DS shows the id only', () => {
    const run = original(
      { changes: [{ field: 'customerLegalEntity.city', from: 'Stockach', to: 'Konstanz' }] },
      { customerLegalEntity: { name: 'Bergmann Anlagenbau', city: 'Konstanz', country: 'Germany' } },
    );
    const now = remote({ customerLegalEntity: { id: '7' } });
    expect(undo(run, now, run.sent).update?.customerLegalEntity).toEqual({
      name: 'Bergmann Anlagenbau',
      city: 'Stockach',
      country: 'Germany',
    });
    expect(undo(run, now)).toMatchObject({ update: null, keptBecause: 'UNDO_CONFLICT' });
  });

  it.each([
    { title: 'as it was sent: put back whole', amount: 2, update: [{ ...offer, amount: 1 }], because: null },
    { title: 'as it was before: nothing to do', amount: 1, update: null, because: null },
    { title: 'another one by now: kept', amount: 3, update: null, because: 'UNDO_CONFLICT' },
  ])('a list that is $title', ({ amount, update, because }) => {
    const run = original(
      {
        changes: [{ field: 'offerLines.1.amount', from: 1, to: 2 }],
        before: remote({ offerLines: [{ ...offer, amount: 1 }] }),
      },
      { offerLines: [{ ...offer, amount: 2 }] },
    );
    const undone = undo(run, remote({ offerLines: [{ ...offer, amount }] }));
    expect(undone.update?.offerLines ?? null).toEqual(update);
    expect(undone.keptBecause).toBe(because);
  });

  it('keeps a list that would have to be emptied, or that holds what only 3DS may set', () => {
    const contacts = [{ email: 'ann@example.com' }];
    const added = original(
      { changes: [{ field: 'customerContacts.1', from: null, to: contacts[0] }], before: remote() },
      { customerContacts: contacts },
    );
    expect(undo(added, remote({ customerContacts: contacts }))).toMatchObject({
      update: null,
      keptBecause: 'UNDO_IMPOSSIBLE',
    });
    const support = { ...offer, revenueType: 'SUPPORT_SERVICES', amount: 5 };
    const replaced = original(
      {
        changes: [{ field: 'offerLines', from: support, to: null }],
        before: remote({ offerLines: [{ ...offer, amount: 1 }, support] }),
      },
      { offerLines: [{ ...offer, amount: 2 }] },
    );
    expect(undo(replaced, remote({ offerLines: [{ ...offer, amount: 2 }] })).keptBecause).toBe(
      'UNDO_IMPOSSIBLE',
    );
  });
});
