import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { LeadParts, RequestContext } from '../../../src/lead/lead.js';
import { createBody, updateBody } from '../../../src/lead/requests.js';

const v1: RequestContext = { partnerId: '200000000014442', apiVersion: 'v1' };
const v0: RequestContext = { ...v1, apiVersion: 'v0' };

const lead: LeadParts = {
  partnerLeadOpportunityId: 'BERGMANN-2041',
  leadOpportunity: { name: 'MBSE pilot', status: 'LEAD_OPEN', closeDate: '2026-09-30', currency: 'EUR' },
  customerLegalEntity: { name: 'Bergmann', city: 'Stockach', country: 'Germany' },
  offerLines: [{ offerNameId: 'CLASS1', amount: 13800, startDate: '2026-10-01' }],
  customerContacts: null,
  partnerContacts: null,
};

describe('createBody', () => {
  it('is the JSON of the contract, days in the form that each field takes', () => {
    expect(createBody(lead, v1)).toEqual({
      partnerId: '200000000014442',
      leadOpportunity: {
        partnerLeadOpportunityId: 'BERGMANN-2041',
        name: 'MBSE pilot',
        status: 'LEAD_OPEN',
        closeDate: '2026-09-30T00:00:00.000Z',
        currency: 'EUR',
      },
      offerLines: [{ offerNameId: 'CLASS1', amount: 13800, startDate: '2026-10-01' }],
      customerLegalEntity: { name: 'Bergmann', city: 'Stockach', country: 'Germany' },
    });
  });

  it('leaves out what the API version lacks', () => {
    expect(createBody(lead, v0).offerLines).toEqual([{ offerNameId: 'CLASS1', amount: 13800 }]);
  });

  it('leaves out null values and keeps empty texts and lists', () => {
    const body = createBody(
      {
        ...lead,
        leadOpportunity: { ...lead.leadOpportunity, description: null, nextMilestone: '', competitors: [] },
        customerLegalEntity: { ...lead.customerLegalEntity, zipCode: null },
        customerContacts: [],
      },
      v1,
    );
    expect(body.leadOpportunity).toMatchObject({ nextMilestone: '', competitors: [] });
    expect(body.leadOpportunity).not.toHaveProperty('description');
    expect(body.customerLegalEntity).not.toHaveProperty('zipCode');
    expect(body.customerContacts).toEqual([]);
    expect(body).not.toHaveProperty('partnerContacts');
  });

  it('never sends what 3DS alone sets', () => {
    const body = createBody(
      { ...lead, leadOpportunity: { ...lead.leadOpportunity, approvalStatus: 'APPROVED' } },
      v1,
    );
    expect(body.leadOpportunity).not.toHaveProperty('approvalStatus');
  });
});

describe('updateBody', () => {
  it('carries the ids and what is given, nothing else', () => {
    const changes: LeadParts = {
      partnerLeadOpportunityId: 'BERGMANN-2041',
      leadOpportunity: { nextMilestoneDate: '2026-01-31' },
      customerLegalEntity: null,
      offerLines: null,
      customerContacts: null,
      partnerContacts: null,
    };
    expect(updateBody(changes, v1)).toEqual({
      partnerId: '200000000014442',
      leadOpportunity: {
        partnerLeadOpportunityId: 'BERGMANN-2041',
        nextMilestoneDate: '2026-01-31T00:00:00.000Z',
      },
    });
  });

  it('keeps the null that empties an address part', () => {
    const body = updateBody(
      { ...lead, customerLegalEntity: { ...lead.customerLegalEntity, zipCode: null } },
      v1,
    );
    expect(body.customerLegalEntity).toHaveProperty('zipCode', null);
  });
});

describe('a lead that no request can carry', () => {
  it.each<[string, LeadParts, string]>([
    [
      'a missing name',
      { ...lead, leadOpportunity: { status: 'WON', closeDate: '2026-09-30', currency: 'EUR' } },
      'leadOpportunity.name',
    ],
    [
      'a code that the API lacks',
      { ...lead, leadOpportunity: { ...lead.leadOpportunity, status: 'SECRET' } },
      'leadOpportunity.status',
    ],
    [
      'a day that does not exist',
      { ...lead, leadOpportunity: { ...lead.leadOpportunity, closeDate: '2026-02-30' } },
      'leadOpportunity.closeDate',
    ],
    ['no offer lines', { ...lead, offerLines: null }, 'offerLines'],
    [
      'an amount that is no number',
      { ...lead, offerLines: [{ offerNameId: 'X', amount: Number.NaN }] },
      'offerLines.0.amount',
    ],
    [
      'a key that no field has',
      {
        ...lead,
        partnerContacts: [
          { salesRepEmail: 'a@example.com', salesRepFirstName: 'A', salesRepLastName: 'B', SECRET: 1 },
        ],
      },
      'partnerContacts.0.SECRET',
    ],
  ])('with %s is refused, naming the field', (_title, parts, field) => {
    expect(() => createBody(parts, v1)).toThrow(
      expect.objectContaining({ code: 'REQUEST_INVALID', message: expect.stringContaining(field) }),
    );
    expect(() => createBody(parts, v1)).toThrow(LeadferryError);
  });

  it('is refused without repeating its values', () => {
    const parts = { ...lead, leadOpportunity: { ...lead.leadOpportunity, status: 'SECRET' } };
    expect(() => createBody(parts, v1)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('SECRET') }),
    );
  });
});
