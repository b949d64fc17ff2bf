import { describe, expect, it } from 'vitest';
import { parseFilter, statusFilter } from '../../../src/export/lead-filter.js';
import type { RemoteLead } from '../../../src/lead/lead.js';

const lead: RemoteLead = {
  dsLeadOpportunityId: 'DS-1',
  partnerLeadOpportunityId: 'A-1',
  leadOpportunity: {
    name: 'Pump line; north',
    status: 'WON',
    closeDate: '2026-03-31',
    currency: 'EUR',
    reasonWon: ['STRNG_VAL_PROP', 'SALE_OPP_ACT'],
    reasonLost: ['EMPTY'],
    competitors: null,
    dsOwnerEmail: 'Anna.Berg@example.com',
    nextMilestone: '',
    modifiedDate: '2026-04-01T23:59:59.000Z',
  },
  customerLegalEntity: { id: '200', name: 'Bergmann Anlagenbau GmbH', country: 'Germany' },
  offerLines: [
    { offerNameId: 'CLASS1', amount: 500, revenueType: 'PxC' },
    { offerNameId: 'CLASS2', amount: 25_000.5, revenueType: 'YxC' },
  ],
  customerContacts: null,
  partnerContacts: [],
};

describe('a filter on a field', () => {
  it.each([
    ['status=WON', true],
    ['Stage=won opportunity', true],
    ['leadOpportunity.status=LOST', false],
    ['status=LOST; -2 Validated; WON', true],
    ['status!=LOST;WON', false],
    ['status!=LOST', true],
    ['Close date=2026-03-31', true],
    ['closeDate>=2026-03-31', true],
    ['closeDate>=2026-04-01', false],
    ['closeDate<=2026-03-30', false],
    ['modifiedDate<=2026-04-01', true],
    ['Offer amount>=25000', true],
    ['offerLines.amount>=25000.51', false],
    ['offerLines.amount=500', true],
    ['offerLines.amount!=500', false],
    ['reasonWon=Stronger value proposition', true],
    ['reasonLost=', true],
    ['reasonLost!=', false],
    ['competitors=', true],
    ['nextMilestone=', true],
    ['customerContacts.email=', true],
    ['dsOwnerEmail=anna.berg@EXAMPLE.com', true],
    ['customerLegalEntity.country=  germany ', true],
    ['dsLeadOpportunityId=DS-1', true],
    ['dsLeadOpportunityId=ds-1', false],
    ['partnerLeadOpportunityId=A-2;A-1', true],
    ['Offer revenue type=Yearly Rental Booking', true],
    ['currency=EUR;', true],
    ['nextMilestoneDate>=2020-01-01', false],
  ])('%s is %s', (given, matches) => {
    expect(parseFilter(given, 'v1')(lead)).toBe(matches);
  });

  it.each([
    ['status', 'USAGE', 'none of the signs'],
    ['=WON', 'USAGE', 'none of the signs'],
    ['status=Wonderful', 'USAGE', 'it may be LEAD_OPEN (-6 Open), '],
    ['closeDate>=31.03.2026', 'USAGE', 'a day such as 2026-03-31'],
    ['closeDate=2026-02-30', 'USAGE', 'a day such as 2026-03-31'],
    ['offerLines.amount<=1,5', 'USAGE', 'a number such as 25000'],
    ['leadOpportunity.name>=A', 'USAGE', '"Lead name" has no order'],
    ['closeDate>=', 'USAGE', '>= takes one value'],
    ['closeDate>=2026-01-01;2026-02-01', 'USAGE', '>= takes one value'],
    ['colour=red', 'COLUMN_UNKNOWN', 'found "colour"'],
    [
      'name=Pump line',
      'COLUMN_UNKNOWN',
      '"name" is the name of several fields: "Lead name", "Customer name"',
    ],
  ])('%s is refused', (given, errorCode, message) => {
    const parse = () => parseFilter(given, 'v1');
    expect(parse).toThrow(
      expect.objectContaining({ code: errorCode, message: expect.stringContaining(message) }),
    );
  });

  it('takes stages by code or label', () => {
    expect(statusFilter(['LOST', 'Won opportunity'], 'v1')(lead)).toBe(true);
    expect(statusFilter(['-3 Open'], 'v1')(lead)).toBe(false);
    expect(() => statusFilter(['Open'], 'v1')).toThrow('--status Open was not understood');
  });
});
