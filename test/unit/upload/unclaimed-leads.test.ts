import pLimit from 'p-limit';
import { expect, it } from 'vitest';
import type { SheetLead } from '../../../src/lead/lead.js';
import type { UnclaimedRule } from '../../../src/lead/ledger.js';
import { nothingPlanned } from '../../../src/upload/planned-lead.js';
import { mostUnclaimedRead, unclaimedFinder } from '../../../src/upload/unclaimed-leads.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { createFakeLeadApi, type FakeLeadApi } from '../../support/fake-lead-api.js';
import { sheetLead } from '../../support/sheet-lead.js';

const create = { ...nothingPlanned, action: 'create' } as const;
const contact = { email: 'J.Bergmann@example.com', firstName: 'Jo', lastName: 'B' };

function finder(api: FakeLeadApi, rule: UnclaimedRule = 'warn') {
  return unclaimedFinder(rule, { api, limit: pLimit(4), window: 8 });
}

function apiWith(...unclaimed: readonly Partial<SheetLead>[]): FakeLeadApi {
  const api = createFakeLeadApi({ clock: createFakeClock() });
  for (const lead of unclaimed) api.plant({ ...sheetLead('M-1'), ...lead }, { partner: null });
  return api;
}

it.each<[string, Partial<SheetLead>, string]>([
  ['customer id', { customerLegalEntity: { id: '200000000781999' } }, 'the same customer id 200000000781999'],
  [
    'contact, in any case',
    { customerContacts: [{ ...contact, email: 'j.bergmann@EXAMPLE.com ' }] },
    'the same contact',
  ],
])('finds an unclaimed lead of the same %s', async (_what, sheet, because) => {
  const api = apiWith({ customerContacts: [contact] });
  const decision = await finder(api)({ ...sheetLead('A-1'), ...sheet }, create);
  expect(decision.action).toBe('create');
  expect(decision.warnings).toMatchObject([
    { code: 'LEAD_LIKE_UNCLAIMED', message: expect.stringContaining(because) },
  ]);
});

it('leaves a create alone that is like none, and looks for nothing where that is set', async () => {
  const api = apiWith({});
  expect(await finder(api)(sheetLead('A-1'), create)).toEqual(create);
  expect(api.lookUps).toEqual({ searches: 1, reads: 1 });
  const quiet = apiWith({ customerContacts: [contact] });
  await finder(quiet, 'off')({ ...sheetLead('A-1'), customerContacts: [contact] }, create);
  expect(quiet.lookUps).toEqual({ searches: 0, reads: 0 });
});

it('blocks the create where that is the rule', async () => {
  const decision = await finder(apiWith({ customerContacts: [contact] }), 'block')(
    { ...sheetLead('A-1'), customerContacts: [contact] },
    create,
  );
  expect(decision).toMatchObject({ action: 'blocked', code: 'LEAD_LIKE_UNCLAIMED' });
});

it('searches once for all leads, and reads a limited number', async () => {
  const api = apiWith(...Array.from({ length: mostUnclaimedRead + 20 }, () => ({})));
  const find = finder(api);
  for (const id of ['A-1', 'A-2', 'A-3']) await find(sheetLead(id), create);
  expect(api.lookUps).toEqual({ searches: 1, reads: mostUnclaimedRead });
});
