import { describe, expect, it } from 'vitest';
import { at, leadBody, openSandbox, paths } from './test-client.js';

const customerContacts = [
  {
    email: 'first@example.com',
    firstName: 'Jörg',
    lastName: 'Möllersand',
    salutation: 'Mr',
    phoneNumber: '0151',
  },
  { email: 'second@example.com', firstName: 'Zoé', lastName: 'Noëlac', jobTitle: 'Buyer' },
];
const offerLines = [
  { offerNameId: 'A', amount: 10, revenueType: 'PxC' },
  { offerNameId: 'B', amount: 20.5, revenueType: 'YxC', startDate: '2026-01-01', endDate: '2026-12-31' },
  { offerNameId: 'C', revenueType: 'QxC' },
];
const customerLegalEntity = { name: 'Quellbach', city: 'Stockach', country: 'Germany', zipCode: '78333' };

describe('get', () => {
  it('answers a bare lead in the manner of the published example', async () => {
    const { createdId, get } = await openSandbox();
    const id = await createdId({ rest: { offerLines: [{ offerNameId: 'A', amount: 5 }] } });
    const { status, body } = await get(id);
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        leadOpportunity: {
          partnerLeadOpportunityId: 'CRM-1',
          dsLeadOpportunityId: id,
          name: 'MBSE pilot line 3',
          dsOwnerEmail: 'psm.dach@example.com',
          status: 'VALIDATED',
          forecastCategory: 'UPSIDE',
          closeDate: '2026-09-30T00:00:00.000Z',
          cometCampaignCode: '',
          competitors: null,
          reasonWon: ['EMPTY'],
          reasonLost: ['EMPTY'],
          reasonWonLostComment: '',
          gtmTacticId: null,
          nextMilestone: '',
          nextMilestoneDate: '',
          currency: 'EUR',
          approvalStatus: 'PRE_APPROVED',
          growthType: 'EMPTY',
          poNumber: null,
          createdDate: '2026-03-02T08:00:00.000Z',
          modifiedDate: '2026-03-02T08:00:00.000Z',
          offerLines: [{ amount: 5, offerNameId: 'A', revenueType: 'PxC' }],
          customerContact: null,
          partnerContact: null,
          customerLegalEntity: {
            id: expect.stringMatching(/^\d{15}$/),
            dunsNumber: null,
            vatNumber: null,
            registrationId: null,
            name: null,
            city: null,
            country: null,
            addressLine1: null,
            statePrefecture: null,
            addressLine2: null,
            zipCode: null,
            websiteUrl: null,
          },
        },
      },
      info: { success: true, statusCode: 200, timestamp: expect.any(String), traceId: expect.any(String) },
      error: null,
    });
  });

  it('gives back every attribute that a partner has set', async () => {
    const { createdId, lead } = await openSandbox();
    const attributes = {
      name: 'A',
      dsOwnerEmail: 'owner@example.org',
      status: 'LOST',
      closeDate: '2026-09-30T15:30:00+09:00',
      cometCampaignCode: 'OC2DE17TAQ1C13018',
      reasonWon: ['LWR_IMPL_COST'],
      reasonLost: ['FUNC_GAP'],
      competitors: ['X', 'Y'],
      reasonWonLostComment: 'Price',
      gtmTacticId: 'T-1',
      description: 'Long',
      nextMilestone: 'Demonstration',
      currency: 'JPY',
    };
    expect(await lead(await createdId({ attributes }))).toMatchObject(attributes);
  });

  it.each([
    [false, '2026-05-01'],
    [true, '2026-05-01T00:00:00.000Z'],
  ])('answers the milestone date with echo %s as %s', async (echo, expected) => {
    const { createdId, lead } = await openSandbox({ echo });
    const id = await createdId({ attributes: { nextMilestoneDate: '2026-05-01T00:00:00.000Z' } });
    expect(at(await lead(id), 'nextMilestoneDate')).toBe(expected);
  });

  it('answers lists in another order than sent, singular contact names and upper-case salutations', async () => {
    const { createdId, lead } = await openSandbox();
    const answered = await lead(await createdId({ rest: { offerLines, customerContacts } }));
    expect(answered).toMatchObject({
      offerLines: [{ offerNameId: 'C', amount: null }, offerLines[1], offerLines[0]],
      customerContact: [
        { email: 'second@example.com', salutation: '', phoneNumber: '', jobTitle: 'Buyer' },
        { email: 'first@example.com', salutation: 'MR', phoneNumber: '0151', jobTitle: '' },
      ],
    });
    expect(answered).not.toHaveProperty('customerContacts');
  });

  it('gives back with echo all that was sent: the customer in full, lists in order, salutations as sent', async () => {
    const { createdId, lead } = await openSandbox({ echo: true });
    expect(
      await lead(await createdId({ rest: { offerLines, customerContacts, customerLegalEntity } })),
    ).toMatchObject({
      offerLines,
      customerContact: customerContacts,
      customerLegalEntity: { ...customerLegalEntity, dunsNumber: null, id: expect.any(String) },
    });
  });

  it.for([
    ['v1', 'PxC', 'v0', 'UPFRONT'],
    ['v1', 'YxC', 'v0', 'RENTAL_BOOKING'],
    ['v1', 'QxC', 'v0', 'RENTAL_BOOKING'],
    ['v1', 'QxC', 'v1', 'QxC'],
    ['v0', 'UPFRONT', 'v1', 'PxC'],
    ['v0', 'RENTAL_BOOKING', 'v1', 'YxC'],
    ['v0', 'SUPPORT_SERVICES', 'v1', 'SUPPORT_SERVICES'],
    ['v0', 'SERVICES_SIGNING', 'v0', 'SERVICES_SIGNING'],
    ['v0', undefined, 'v0', 'UPFRONT'],
  ])(
    'reads a lead of %s with revenue type %s through %s as %s',
    async ([writer, revenueType, reader, expected]) => {
      const { send } = await openSandbox();
      const path = { v0: paths.createV0, v1: paths.createV1 };
      const line = { offerNameId: 'A', amount: 1, ...(revenueType ? { revenueType } : {}) };
      const body = leadBody({ rest: { offerLines: [line] } });
      const created = await send('POST', writer === 'v0' ? path.v0 : path.v1, { body });
      const id = at(created.body, 'dsLeadOpportunityId');
      const answered = await send('GET', `${reader === 'v0' ? path.v0 : path.v1}/${id}`);
      expect(at(answered.body, 'data.leadOpportunity.offerLines.0.revenueType')).toBe(expected);
    },
  );

  it('leaves start and end dates out of v0', async () => {
    const { send, createdId } = await openSandbox();
    const id = await createdId({ rest: { offerLines: [offerLines[1]] } });
    const { body } = await send('GET', `${paths.createV0}/${id}`);
    expect(at(body, 'data.leadOpportunity.offerLines')).toEqual([
      { offerNameId: 'B', amount: 20.5, revenueType: 'RENTAL_BOOKING' },
    ]);
  });

  it('answers 500 ERROR_048 to an id that it does not have', async () => {
    const { get } = await openSandbox();
    const { status, body } = await get('NONE-000000');
    expect(status).toBe(500);
    expect(body).toEqual({
      error: { code: 'ERROR_048', message: 'Leverage Id not in scope of requestor' },
      info: { success: false, statusCode: 500, timeStamp: expect.any(String), traceId: expect.any(String) },
      partnerId: null,
      data: null,
    });
  });
});
