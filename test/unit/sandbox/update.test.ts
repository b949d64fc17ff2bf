import { describe, expect, it } from 'vitest';
import { at, openSandbox, updateBody } from './test-client.js';

const later = '2026-03-02T08:01:00.000Z';
const minuteMs = 60_000;
const noIds = { partnerLeadOpportunityId: null, dsLeadOpportunityId: null, action: null };

describe('update', () => {
  it('answers 200 with the ids inside data', async () => {
    const { createdId, patch } = await openSandbox();
    const id = await createdId();
    const { status, body } = await patch(id, updateBody({ attributes: { name: 'New name' } }));
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { partnerLeadOpportunityId: 'CRM-1', dsLeadOpportunityId: id, action: 'update' },
      info: { success: true, statusCode: 200, timestamp: expect.any(String), traceId: expect.any(String) },
      error: null,
    });
  });

  it('changes the attributes that are sent and no other, and moves modifiedDate', async () => {
    const { createdId, patch, lead, clock, sandbox } = await openSandbox();
    const id = await createdId({ attributes: { description: 'Kept' } });
    clock.advance(minuteMs);
    await patch(id, updateBody({ attributes: { name: 'New name' } }));
    expect(await lead(id)).toMatchObject({
      name: 'New name',
      description: 'Kept',
      closeDate: '2026-09-30T00:00:00.000Z',
      createdDate: '2026-03-02T08:00:00.000Z',
      modifiedDate: later,
    });
    expect(sandbox.countUpdates()).toBe(1);
  });

  it('leaves modifiedDate alone where nothing changes', async () => {
    const { createdId, patch, lead, clock, sandbox } = await openSandbox();
    const id = await createdId();
    clock.advance(minuteMs);
    expect((await patch(id, updateBody({ attributes: { name: 'MBSE pilot line 3' } }))).status).toBe(200);
    expect(at(await lead(id), 'modifiedDate')).toBe('2026-03-02T08:00:00.000Z');
    expect(sandbox.countUpdates()).toBe(0);
  });

  it.each([
    [{ status: 'ACCEPTED' }, 'EMPTY'],
    [{ status: 'ESTABLISHED' }, 'SAFE'],
    [{ status: 'ESTABLISHED', forecastCategory: 'COMMIT' }, 'COMMIT'],
    [{ status: 'WON' }, 'WON'],
    [{ status: 'LOST', forecastCategory: 'SAFE' }, 'LOST'],
    [{ forecastCategory: 'EMPTY' }, 'UPSIDE'],
  ])(
    'lets the forecast category follow the stage: %j from VALIDATED and SAFE gives %s',
    async (attributes, expected) => {
      const { createdId, patch, lead } = await openSandbox();
      const id = await createdId({ attributes: { forecastCategory: 'SAFE' } });
      await patch(id, updateBody({ attributes }));
      expect(at(await lead(id), 'forecastCategory')).toBe(expected);
    },
  );

  it('leaves the reasons as they are when the stage becomes WON', async () => {
    const { createdId, patch, lead } = await openSandbox();
    const id = await createdId();
    await patch(id, updateBody({ attributes: { status: 'WON' } }));
    expect(at(await lead(id), 'reasonWon')).toEqual(['EMPTY']);
  });

  it('merges the customer', async () => {
    const { createdId, patch, lead } = await openSandbox({ echo: true });
    const place = { name: 'Quellbach Anlagenbau GmbH', city: 'Stockach', country: 'Germany' };
    const id = await createdId({
      rest: {
        customerLegalEntity: { ...place, id: '200000000781999', zipCode: '78333', vatNumber: 'DE128212199' },
      },
    });
    await patch(
      id,
      updateBody({ rest: { customerLegalEntity: { ...place, city: 'Singen', zipCode: null } } }),
    );
    expect(at(await lead(id), 'customerLegalEntity')).toMatchObject({
      ...place,
      id: '200000000781999',
      city: 'Singen',
      zipCode: null,
      vatNumber: 'DE128212199',
    });
  });

  it('replaces offer lines and contacts as whole lists', async () => {
    const { createdId, patch, lead } = await openSandbox({ echo: true });
    const contact = { email: 'a@example.com', firstName: 'A', lastName: 'B' };
    const seller = { salesRepEmail: 's@example.com', salesRepFirstName: 'S', salesRepLastName: 'T' };
    const id = await createdId({ rest: { customerContacts: [contact], partnerContacts: [seller] } });
    await patch(
      id,
      updateBody({
        rest: {
          offerLines: [{ offerNameId: 'B', amount: 2, revenueType: 'QxC' }, { offerNameId: 'C' }],
          customerContacts: [],
          partnerContacts: [seller, { ...seller, salesRepEmail: 't@example.com' }],
        },
      }),
    );
    expect(await lead(id)).toMatchObject({
      offerLines: [
        { offerNameId: 'B', amount: 2, revenueType: 'QxC' },
        { offerNameId: 'C', amount: null, revenueType: 'PxC' },
      ],
      customerContact: null,
      partnerContact: [seller, { ...seller, salesRepEmail: 't@example.com' }],
    });
  });

  const unnamed = { leadOpportunity: { partnerLeadOpportunityId: 'CRM-1' } };
  it.each([
    { what: 'an unknown id', unknown: 'NONE-000000', body: updateBody(), status: 400, code: 'ERR804' },
    {
      what: 'an unknown attribute',
      body: updateBody({ attributes: { colour: 'red' } }),
      status: 400,
      code: 'ERR802',
    },
    { what: 'no partnerId', body: unnamed, status: 400, code: 'ERR802' },
    {
      what: 'a date that is none',
      body: updateBody({ attributes: { closeDate: '31/12/2026' } }),
      status: 406,
      code: 'ERR805',
    },
    { what: "another lead's partner id", body: updateBody({ id: 'CRM-2' }), status: 400, code: 'ERR806' },
  ])('refuses $what with data, info and errors', async ({ unknown, body, status, code }) => {
    const { createdId, patch, lead } = await openSandbox();
    const id = await createdId();
    const before = await lead(id);
    const refused = await patch(unknown ?? id, body);
    expect(refused.status).toBe(status);
    expect(refused.body).toEqual({
      data: noIds,
      info: {
        success: false,
        statusCode: status,
        timeStamp: expect.any(String),
        traceId: expect.any(String),
      },
      errors: { code, message: expect.any(String) },
    });
    expect(await lead(id)).toEqual(before);
  });

  it('gives a lead without partner id the one that is sent, unless another lead has it', async () => {
    const { sandbox, patch, search, createdId } = await openSandbox({ leads: 14 });
    await createdId();
    const [first = '', second = ''] = sandbox
      .leads()
      .filter((lead) => lead.leadOpportunity.partnerLeadOpportunityId === '')
      .map((lead) => lead.dsLeadOpportunityId);
    const taken = await patch(first, updateBody({ id: 'CRM-1' }));
    expect([taken.status, at(taken.body, 'errors.code')]).toEqual([400, 'ERR801']);
    expect((await patch(first, updateBody({ id: 'CRM-9' }))).status).toBe(200);
    const found = await search({ partnerLeadOpportunityId: 'CRM-9' });
    expect(at(found.body, 'data.0.dsLeadOpportunityId')).toEqual([first]);
    const open = await search({ partnerLeadOpportunityId: '' });
    expect(at(open.body, 'data.0.dsLeadOpportunityId')).toEqual([second]);
  });
});
