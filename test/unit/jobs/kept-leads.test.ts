import { expect, it } from 'vitest';
import { keptLeads } from '../../../src/jobs/kept-leads.js';
import type { RemoteLead } from '../../../src/lead/lead.js';
import type { LeadCopy } from '../../../src/lead/ledger.js';

function* copies(): Generator<LeadCopy> {
  for (let n = 0; n < 1000; n += 1) {
    const lead: RemoteLead = {
      ...{ dsLeadOpportunityId: `${n}`, partnerLeadOpportunityId: null, leadOpportunity: {} },
      ...{ customerLegalEntity: null, offerLines: null, customerContacts: null, partnerContacts: null },
    };
    yield { lead, seenAt: '', confirmedAt: '', goneSince: null };
  }
}

const ledger = { copiesAsOf: copies };

it('lets timers have their turn while leads are read', async () => {
  let turns = 0;
  const count = (): void => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  const ids: string[] = [];
  for await (const { lead } of keptLeads(ledger, 'now', undefined)) ids.push(lead.dsLeadOpportunityId);
  clearImmediate(next);
  expect(ids).toEqual(Array.from({ length: 1000 }, (_, n) => `${n}`));
  expect(turns).toBeGreaterThanOrEqual(4);
});

it('ends as soon as it is told to', async () => {
  const stop = new AbortController();
  const read: string[] = [];
  const reading = async (): Promise<void> => {
    for await (const { lead } of keptLeads(ledger, 'now', stop.signal)) {
      read.push(lead.dsLeadOpportunityId);
      if (read.length === 10) stop.abort(new Error('asked to stop'));
    }
  };
  await expect(reading()).rejects.toThrow('asked to stop');
  expect(read).toHaveLength(10);
});
