import { describe, expect, it } from 'vitest';
import type { LeadParts, PartValues, RemoteLead } from '../../../src/lead/lead.js';
import type { LeadApi } from '../../../src/lead/lead-api.js';
import { comparedWithSent, readBackText } from '../../../src/upload/read-back.js';
import { isReadBack, readBackCount, readBackRules } from '../../../src/upload/read-back-rule.js';
import { requestBudget } from '../../../src/upload/request-budget.js';
import { sheetLead, sheetLeads } from '../../support/sheet-lead.js';
import { createBench } from './upload-bench.js';

const { dsLeadOpportunityId: _, ...parts } = sheetLead('A-1');

function remoteOf(over: Partial<RemoteLead> = {}): RemoteLead {
  return { ...parts, dsLeadOpportunityId: 'DS-1', customerLegalEntity: { id: '1', name: null }, ...over };
}

describe('which leads are read back', () => {
  it.each([
    ['all', 7, [0, 1, 2, 3, 4, 5, 6]],
    ['none', 7, []],
    ['sample', 7, [0, 1, 2, 3, 4]],
    ['sample', 120, [0, 1, 2, 3, 4, 50, 100]],
  ] as const)('%s of %i: %j', (rule, leads, places) => {
    const chosen = Array.from({ length: leads }, (_item, index) => index).filter((index) =>
      isReadBack(rule, index),
    );
    expect(chosen).toEqual(places);
  });

  it.each(readBackRules)('%s: as many as the budget says, for any number of leads', (rule) => {
    for (let leads = 0; leads <= 210; leads += 1) {
      const chosen = Array.from({ length: leads }, (_item, index) => index).filter((index) =>
        isReadBack(rule, index),
      );
      expect(readBackCount(rule, leads)).toBe(chosen.length);
    }
  });

  it('counts in the request budget, which takes its time at the set rate', () => {
    const secondsFor = (requests: number) => requests / 10;
    expect(requestBudget({ searches: 3, reads: 20, writes: 100, readBack: 'sample', secondsFor })).toEqual({
      searches: 3,
      reads: 20,
      writes: 100,
      readBacks: 6,
      requests: 129,
      seconds: 13,
    });
  });
});

describe('what was sent and what 3DS holds', () => {
  const offer = (offerNameId: string): PartValues => ({ offerNameId, amount: 1, revenueType: 'PxC' });
  const withOffers = (...offers: readonly PartValues[]): LeadParts => ({ ...parts, offerLines: offers });

  it('are the same where only what 3DS does not show differs', () => {
    expect(comparedWithSent({ parts, isCreate: true }, remoteOf(), 'v1')).toEqual({
      differences: [],
      code: null,
    });
  });

  it('differ by a value that 3DS changed, and one that it filled in', () => {
    const remote = remoteOf({
      leadOpportunity: {
        ...parts.leadOpportunity,
        closeDate: '2027-04-01',
        dsOwnerEmail: 'psm@example.com',
        modifiedDate: 'x',
      },
    });
    const found = comparedWithSent({ parts, isCreate: true }, remote, 'v1');
    expect(found).toEqual({
      differences: [
        { field: 'leadOpportunity.closeDate', sent: '2027-03-31', held: '2027-04-01' },
        { field: 'leadOpportunity.dsOwnerEmail', sent: null, held: 'psm@example.com' },
      ],
      code: 'READ_BACK_DIFFERS',
    });
    expect(readBackText(found.differences)).toMatch(
      /: you sent 2027-03-31, 3DS holds 2027-04-01; .*: you sent nothing, 3DS holds psm@example.com/,
    );
  });

  it('say nothing of defaults after an update, which leaves other fields alone', () => {
    const remote = remoteOf({
      leadOpportunity: { ...parts.leadOpportunity, dsOwnerEmail: 'psm@example.com' },
    });
    expect(comparedWithSent({ parts, isCreate: false }, remote, 'v1').differences).toEqual([]);
  });

  it.each([
    ['holds more than the list that was sent', [offer('A')], [offer('A'), offer('B')], 'offerLines'],
    ['holds less than the list that was sent', [offer('A'), offer('B')], [offer('A')], 'offerLines.2'],
    ['holds another amount', [offer('A')], [{ ...offer('A'), amount: 2 }], 'offerLines.1.amount'],
  ])('differ by a list where 3DS %s', (...[_what, sent, held, field]) => {
    const found = comparedWithSent(
      { parts: withOffers(...sent), isCreate: false },
      remoteOf({ offerLines: held }),
      'v1',
    );
    expect(found.code).toBe('LIST_NOT_AS_SENT');
    expect(found.differences).toMatchObject([{ field }]);
  });

  it('are a list in another order where nothing differs', () => {
    const sent = withOffers(offer('A'), offer('B'));
    const remote = remoteOf({ offerLines: [offer('B'), offer('A')] });
    expect(comparedWithSent({ parts: sent, isCreate: false }, remote, 'v1').code).toBeNull();
  });
});

describe('reading back in a run', () => {
  it('notes what differs, and leaves the lead done', async () => {
    const bench = createBench({
      readAs: (id) => ({
        kind: 'found',
        lead: {
          ...remoteOf({ leadOpportunity: { ...parts.leadOpportunity, name: 'Of 3DS' } }),
          dsLeadOpportunityId: id,
        },
        traceId: null,
      }),
    });
    const run = await bench.start(sheetLeads(1));
    const result = await bench.go(run, { readBack: 'all' });
    expect(result.counts.done).toBe(1);
    const [lead] = bench.ledger.leads(run);
    expect(lead).toMatchObject({
      state: 'done',
      code: 'READ_BACK_DIFFERS',
      readBack: [{ field: 'leadOpportunity.name', sent: 'Pilot line A-1', held: 'Of 3DS' }],
    });
  });

  it('that fails changes nothing but a note', async () => {
    const bench = createBench({
      readAs: () => ({ kind: 'unreadable', status: 503, code: 'HTTP_503', message: 'busy', traceId: null }),
    });
    const run = await bench.start(sheetLeads(2));
    const result = await bench.go(run, { readBack: 'all' });
    expect(result).toMatchObject({ counts: { done: 2 }, stoppedBy: null, resumable: false });
    expect([...bench.ledger.leads(run)].map(({ code }) => code)).toEqual([
      'READ_BACK_FAILED',
      'READ_BACK_FAILED',
    ]);
  });

  it('finds that the answer to a create named another lead, and looks the new one up', async () => {
    const bench = createBench();
    const other = bench.api.plant(sheetLead('B-1'), { ds: 'OF-SOMEBODY-ELSE' });
    const { create } = bench.api;
    const api: LeadApi = {
      ...bench.api,
      create: async (...call) => ({ ...(await create(...call)), dsLeadOpportunityId: other }),
    };
    const run = await bench.start(sheetLeads(1));
    const result = await bench.go(run, { readBack: 'all', api });
    expect(result).toMatchObject({ counts: { done: 1 }, resumable: false });
    const [own] = bench.api.idsOf('A-1');
    expect(own).not.toBe(other);
    expect([...bench.ledger.leads(run)]).toMatchObject([{ dsLeadOpportunityId: own, state: 'done' }]);
    expect(bench.ledger.known('A-1')?.dsLeadOpportunityId).toBe(own);
    expect(bench.api.writes).toHaveLength(1);
  });

  it('is left out where nothing is said', async () => {
    const bench = createBench();
    await bench.upload(sheetLeads(3));
    expect(bench.api.lookUps.reads).toBe(0);
  });
});
