import { describe, expect, it } from 'vitest';
import type { RemoteLead } from '../../../src/lead/lead.js';
import type { LeadApi } from '../../../src/lead/lead-api.js';
import { lookUp } from '../../../src/upload/look-up.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { createFakeLeadApi } from '../../support/fake-lead-api.js';
import { sheetLead } from '../../support/sheet-lead.js';

/** 3DS with A-1 as DS-1 and A-2 as DS-2, whose first search answers with other ids. */
function apiWithFirstSearch(...answered: readonly string[]): LeadApi {
  const api = createFakeLeadApi({ clock: createFakeClock() });
  for (const id of ['A-1', 'A-2']) api.plant(sheetLead(id));
  let searches = 0;
  return {
    ...api,
    search: async (criteria, options) => {
      searches += 1;
      return searches === 1 ? answered : await api.search(criteria, options);
    },
  };
}

const inTurn = { limit: <T>(task: () => Promise<T>) => task(), window: 1 };

describe('lookUp', () => {
  it.each([
    ['the leads', ['DS-1', 'DS-2']],
    ['a lead that nobody has, in place of both', ['ZZZZ-000000']],
    ['a lead that nobody has, in place of one', ['ZZZZ-000000', 'DS-2']],
    ['a lead that nobody has, beside both', ['DS-1', 'DS-2', 'ZZZZ-000000']],
  ])('finds every lead where the first search names %s', async (_what, answered) => {
    const found = await lookUp(['A-1', 'A-2', 'A-3'], { ...inTurn, api: apiWithFirstSearch(...answered) });
    const ids = [...found].map(([id, one]) => [id, one.kind === 'one' ? shownId(one.lead) : one.kind]);
    expect(ids).toEqual([
      ['A-1', 'DS-1'],
      ['A-2', 'DS-2'],
      ['A-3', 'absent'],
    ]);
  });

  it('says of a lead that only a search of its own names, and that nobody may read, that it is hidden', async () => {
    const api = apiWithFirstSearch('ZZZZ-000000', 'DS-2');
    const read: LeadApi['read'] = async (id, options) =>
      id === 'DS-1' ? await api.read('ZZZZ-000000', options) : await api.read(id, options);
    const found = await lookUp(['A-1', 'A-2'], { ...inTurn, api: { ...api, read } });
    expect(found.get('A-1')).toMatchObject({ kind: 'hidden', dsLeadOpportunityId: 'DS-1' });
    expect(found.get('A-2')).toMatchObject({ kind: 'one' });
  });
});

function shownId(lead: RemoteLead): string {
  return lead.dsLeadOpportunityId;
}
