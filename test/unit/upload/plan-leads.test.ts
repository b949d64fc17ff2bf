import pLimit from 'p-limit';
import { describe, expect, it } from 'vitest';
import type { SheetLead } from '../../../src/lead/lead.js';
import type { KnownLead, UploadMode } from '../../../src/lead/ledger.js';
import { type PlannedLead, planLeads } from '../../../src/upload/plan-leads.js';
import { findNoUnclaimed } from '../../../src/upload/unclaimed-leads.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { createFakeLeadApi, type FakeLeadApi, type FakeLeadApiOptions } from '../../support/fake-lead-api.js';
import { sheetLead, sheetLeads } from '../../support/sheet-lead.js';

interface Case {
  readonly what: string;
  readonly sheet?: Partial<SheetLead>;
  readonly at3ds?: (api: FakeLeadApi) => void;
  readonly options?: Omit<FakeLeadApiOptions, 'clock'>;
  readonly mode?: UploadMode;
  readonly known?: KnownLead;
  readonly sentBefore?: boolean;
  readonly plan: Partial<PlannedLead>;
}

const unreadable = {
  kind: 'unreadable',
  status: 502,
  code: 'HTTP_502',
  message: 'bad gateway',
  traceId: null,
} as const;

const cases: readonly Case[] = [
  {
    what: '3DS has nothing',
    plan: { action: 'create', changes: [], update: null, dsLeadOpportunityId: null },
  },
  {
    what: '3DS has the same',
    at3ds: (api) => api.plant(sheetLead('A-1')),
    plan: { action: 'unchanged', dsLeadOpportunityId: 'DS-1' },
  },
  {
    what: '3DS has another name',
    at3ds: (api) => api.plant(sheetLead('A-1', { name: 'old' })),
    plan: {
      action: 'update',
      changes: [{ field: 'leadOpportunity.name', from: 'old', to: 'Pilot line A-1' }],
      dsLeadOpportunityId: 'DS-1',
    },
  },
  {
    what: 'only updates are wanted and 3DS has nothing',
    mode: 'update',
    plan: { action: 'blocked', code: 'LEAD_NOT_FOUND' },
  },
  {
    what: 'only creates are wanted and 3DS has it',
    mode: 'create',
    at3ds: (api) => api.plant(sheetLead('A-1')),
    plan: { action: 'blocked', code: 'LEAD_EXISTS', dsLeadOpportunityId: 'DS-1' },
  },
  {
    what: 'only creates are wanted and the run made it itself',
    mode: 'create',
    sentBefore: true,
    at3ds: (api) => api.plant(sheetLead('A-1')),
    plan: { action: 'unchanged' },
  },
  {
    what: 'two leads carry the id',
    at3ds: (api) => {
      api.plant(sheetLead('A-1'));
      api.plant(sheetLead('A-1'));
    },
    plan: { action: 'conflict', code: 'ID_NOT_UNIQUE' },
  },
  {
    what: 'two leads carry the id and the sheet says which',
    sheet: { dsLeadOpportunityId: 'DS-2' },
    at3ds: (api) => {
      api.plant(sheetLead('A-1'));
      api.plant(sheetLead('A-1'));
    },
    plan: { action: 'unchanged', dsLeadOpportunityId: 'DS-2' },
  },
  {
    what: 'the sheet gives the id of another lead',
    sheet: { dsLeadOpportunityId: 'DS-9' },
    at3ds: (api) => api.plant(sheetLead('A-1')),
    plan: { action: 'conflict', code: 'IDS_DISAGREE', dsLeadOpportunityId: 'DS-1' },
  },
  {
    what: 'the given 3DS lead carries another partner id',
    sheet: { dsLeadOpportunityId: 'DS-1' },
    at3ds: (api) => api.plant(sheetLead('B-1')),
    plan: { action: 'conflict', code: 'IDS_DISAGREE' },
  },
  {
    what: 'the given 3DS lead carries no partner id',
    sheet: { dsLeadOpportunityId: 'DS-1' },
    at3ds: (api) => api.plant(sheetLead('B-1'), { partner: null }),
    plan: { action: 'blocked', code: 'LEAD_UNCLAIMED' },
  },
  {
    what: 'the given 3DS lead is unknown',
    sheet: { dsLeadOpportunityId: 'DS-7' },
    plan: { action: 'blocked', code: 'LEAD_NOT_FOUND' },
  },
  {
    what: 'the given 3DS lead cannot be read',
    sheet: { dsLeadOpportunityId: 'DS-7' },
    options: { readAs: () => unreadable },
    plan: { action: 'blocked', code: 'LEAD_UNREADABLE' },
  },
  {
    what: 'the search does not find the given lead yet',
    sheet: { dsLeadOpportunityId: 'DS-1' },
    options: { searchLagMs: 10_000_000 },
    at3ds: (api) => api.plant(sheetLead('A-1')),
    plan: { action: 'unchanged', dsLeadOpportunityId: 'DS-1' },
  },
  {
    what: 'the search does not find yet what an earlier run made',
    known: { dsLeadOpportunityId: 'DS-1', lastSent: null },
    options: { searchLagMs: 10_000_000 },
    at3ds: (api) => api.plant(sheetLead('A-1')),
    plan: { action: 'unchanged', dsLeadOpportunityId: 'DS-1' },
  },
  {
    what: 'what an earlier run made is gone',
    known: { dsLeadOpportunityId: 'DS-5', lastSent: null },
    plan: { action: 'create' },
  },
  {
    what: 'what an earlier run made cannot be read',
    known: { dsLeadOpportunityId: 'DS-5', lastSent: null },
    options: { readAs: () => unreadable },
    plan: { action: 'blocked', code: 'LEAD_UNREADABLE' },
  },
  {
    what: 'the search names a lead that cannot be read',
    options: { readAs: () => unreadable },
    at3ds: (api) => api.plant(sheetLead('A-1')),
    plan: { action: 'blocked', code: 'LEAD_UNREADABLE', dsLeadOpportunityId: 'DS-1' },
  },
  {
    what: 'the search names a lead that shows no id',
    at3ds: (api) => api.plant(sheetLead('A-1'), { partner: null }),
    plan: { action: 'blocked', code: 'LEAD_UNREADABLE', dsLeadOpportunityId: 'DS-1' },
  },
  {
    what: 'its offer lines hold a revenue type of 3DS and differ',
    at3ds: (api) =>
      api.plant({
        ...sheetLead('A-1'),
        offerLines: [
          { offerNameId: 'CLASS00009_ONPR_X_SOL000009', amount: 5, revenueType: 'SUPPORT_SERVICES' },
        ],
      }),
    plan: { action: 'blocked', code: 'REVENUE_TYPE_BLOCKED', update: null },
  },
];

async function collected(plans: AsyncIterable<PlannedLead>): Promise<readonly PlannedLead[]> {
  const all: PlannedLead[] = [];
  for await (const plan of plans) all.push(plan);
  return all;
}

function depsOf(api: FakeLeadApi, { mode = 'upsert', known }: Pick<Case, 'mode' | 'known'> = {}) {
  return {
    api,
    limit: pLimit(4),
    window: 8,
    known: () => (known === undefined ? null : { lastSeen: null, ...known }),
    knownAmong: (ids: readonly string[]) =>
      new Map(known === undefined ? [] : ids.map((id) => [id, { lastSeen: null, ...known }])),
    mode,
    lists: 'keep',
    onConflict: 'skip',
    findUnclaimed: findNoUnclaimed,
    apiVersion: 'v1',
  } as const;
}

describe('planLeads', () => {
  it.each(cases)('decides where $what', async ({ sheet, at3ds, options, plan, ...rest }) => {
    const api = createFakeLeadApi({ ...options, clock: createFakeClock() });
    at3ds?.(api);
    const lead = { ...sheetLead('A-1'), ...sheet };
    const [planned] = await collected(
      planLeads([{ seq: 0, lead, sentBefore: rest.sentBefore ?? false }], depsOf(api, rest)),
    );
    expect(planned).toMatchObject(plan);
    expect(api.writes).toEqual([]);
  });

  it('keeps the order of the leads, and asks for a hundred ids at a time', async () => {
    const api = createFakeLeadApi({ clock: createFakeClock() });
    api.plant(sheetLead('A-120'));
    const leads = sheetLeads(230).map((lead, seq) => ({ seq, lead, sentBefore: false }));
    const planned = await collected(planLeads(leads, depsOf(api)));
    expect(planned.map(({ seq }) => seq)).toEqual(leads.map(({ seq }) => seq));
    expect(planned.filter(({ action }) => action === 'unchanged').map(({ seq }) => seq)).toEqual([119]);
    expect(api.lookUps).toEqual({ searches: 3, reads: 1 });
  });

  it('withholds only the lead that a lead without an answer stands for', async () => {
    const api = createFakeLeadApi({
      clock: createFakeClock(),
      readAs: (id) => (id === 'DS-1' ? unreadable : null),
    });
    api.plant(sheetLead('A-2'));
    const leads = sheetLeads(3).map((lead, seq) => ({ seq, lead, sentBefore: false }));
    const planned = await collected(planLeads(leads, depsOf(api)));
    expect(planned.map(({ action }) => action)).toEqual(['create', 'blocked', 'create']);
  });

  it('names what 3DS does not show', async () => {
    const api = createFakeLeadApi({ clock: createFakeClock() });
    api.plant(sheetLead('A-1'));
    const [planned] = await collected(
      planLeads([{ seq: 0, lead: sheetLead('A-1'), sentBefore: false }], depsOf(api)),
    );
    expect(planned?.notComparable).toContain('customerLegalEntity.city');
  });

  it('takes what was last sent for what 3DS does not show', async () => {
    const api = createFakeLeadApi({ clock: createFakeClock() });
    api.plant(sheetLead('A-1'));
    const lastSent = {
      ...sheetLead('A-1'),
      customerLegalEntity: { name: 'Old', city: 'Stockach', country: 'Germany' },
    };
    const known = { dsLeadOpportunityId: 'DS-1', lastSent };
    const [planned] = await collected(
      planLeads([{ seq: 0, lead: sheetLead('A-1'), sentBefore: false }], depsOf(api, { known })),
    );
    expect(planned?.changes).toEqual([
      { field: 'customerLegalEntity.name', from: 'Old', to: 'Bergmann Anlagenbau' },
    ]);
  });
});
