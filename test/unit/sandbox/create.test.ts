import { describe, expect, it } from 'vitest';
import { at, leadBody, openSandbox, paths } from './test-client.js';

const noIds = { partnerLeadOpportunityId: null, dsLeadOpportunityId: null, action: null };

describe('create', () => {
  it.each([
    ['v0', paths.createV0, 'timestamp'],
    ['v1', paths.createV1, 'timeStamp'],
  ])('answers 201 with a flat body and statusCode 200 inside it in %s', async (_version, path, timeKey) => {
    const { send } = await openSandbox();
    const { status, headers, body } = await send('POST', path, { body: leadBody() });
    expect(status).toBe(201);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(body).toEqual({
      partnerLeadOpportunityId: 'CRM-1',
      dsLeadOpportunityId: expect.stringMatching(/^[A-Z0-9]{4}-[A-Z0-9]{6}$/),
      action: 'create',
      info: {
        success: true,
        statusCode: 200,
        [timeKey]: '2026-03-02T08:00:00.000Z',
        traceId: expect.stringMatching(/^[0-9a-f]{8}$/),
      },
      error: null,
    });
  });

  it('gives the n-th lead of a seed the same id in every sandbox, and another id for another seed', async () => {
    const [first, second, other] = await Promise.all([
      openSandbox(),
      openSandbox(),
      openSandbox({ seed: 2 }),
    ]);
    const id = await first.createdId();
    expect(await second.createdId()).toBe(id);
    expect(await other.createdId()).not.toBe(id);
    expect(await first.createdId({ id: 'CRM-2' })).not.toBe(id);
  });

  it('refuses a partner id that exists with 400 ERR801, null ids and nothing saved', async () => {
    const { create, sandbox } = await openSandbox();
    await create(leadBody());
    const { status, body } = await create(leadBody({ attributes: { name: 'Another' } }));
    expect(status).toBe(400);
    expect(body).toEqual({
      info: { success: false, statusCode: 400, timeStamp: expect.any(String), traceId: expect.any(String) },
      error: {
        code: 'ERR801',
        message: 'Leverage with this Partner External ID DSLeadOpportunityID already exists.',
      },
      data: noIds,
    });
    expect(sandbox.leads()).toHaveLength(1);
    expect(sandbox.countCreates()).toBe(1);
  });

  it('lets the same partner id be created twice when duplicates are allowed, so that both show', async () => {
    const { create, sandbox, search } = await openSandbox({ allowDuplicates: true });
    await create(leadBody());
    expect((await create(leadBody())).status).toBe(201);
    expect(sandbox.countCreates()).toBe(2);
    expect(
      at((await search({ partnerLeadOpportunityId: 'CRM-1' })).body, 'data.0.dsLeadOpportunityId'),
    ).toEqual(sandbox.leads().map((lead) => lead.dsLeadOpportunityId));
  });

  it.each([
    ['30.09.2026', 'closeDate'],
    ['2026-09-30', 'closeDate'],
    ['2026-02-30T00:00:00.000Z', 'closeDate'],
    ['', 'closeDate'],
    ['soon', 'nextMilestoneDate'],
  ])('refuses the date %j in %s with 406 ERR805', async (date, field) => {
    const { create, sandbox } = await openSandbox();
    const { status, body } = await create(leadBody({ attributes: { [field]: date } }));
    expect(status).toBe(406);
    expect(at(body, 'error.code')).toBe('ERR805');
    expect(at(body, 'info.statusCode')).toBe(406);
    expect(at(body, 'data')).toEqual(noIds);
    expect(sandbox.leads()).toEqual([]);
  });

  it.each([
    [
      'an unknown status',
      { attributes: { status: 'OPEN' } },
      /^leadOpportunity\.status: expected one of LEAD_OPEN, /,
    ],
    ['an unknown attribute', { attributes: { colour: 'red' } }, /"colour" is not known/],
    ['an unknown key', { rest: { note: 'x' } }, /^body: the property "note" is not known/],
    ['no offer line', { rest: { offerLines: [] } }, /^offerLines: must NOT have fewer than 1 items/],
    [
      'an amount that is text',
      { rest: { offerLines: [{ offerNameId: 'A', amount: '5' }] } },
      /^offerLines\.0\.amount: must be number/,
    ],
    [
      'a revenue type of v0',
      { rest: { offerLines: [{ offerNameId: 'A', revenueType: 'UPFRONT' }] } },
      /^offerLines\.0\.revenueType: expected one of PxC, YxC, QxC/,
    ],
    [
      'a currency that is none',
      { attributes: { currency: 'Euro' } },
      /^leadOpportunity\.currency: must match pattern/,
    ],
    [
      'a customer without city',
      { rest: { customerLegalEntity: { name: 'A', country: 'Germany' } } },
      /^customerLegalEntity: must have required property 'city'/,
    ],
    [
      'a customer whose city is null',
      { rest: { customerLegalEntity: { name: 'A', city: null, country: 'Germany' } } },
      /^customerLegalEntity\.city: must not be empty/,
    ],
    ['an empty partner id', { id: '' }, /^leadOpportunity\.partnerLeadOpportunityId: must not be empty/],
    [
      'a contact without last name',
      { rest: { customerContacts: [{ email: 'a@example.com', firstName: 'A' }] } },
      /^customerContacts\.0: must have required property 'lastName'/,
    ],
  ])('refuses %s with 400 and says where', async (_what, parts, message) => {
    const { create, sandbox } = await openSandbox();
    const { status, body } = await create(leadBody(parts));
    expect(status).toBe(400);
    expect(body).toEqual({
      info: { success: false, statusCode: 400, timeStamp: expect.any(String), traceId: expect.any(String) },
      error: { code: 'ERR802', message: expect.stringMatching(message) },
      data: noIds,
    });
    expect(sandbox.leads()).toEqual([]);
  });

  it('speaks of the date first where a body breaks the schema elsewhere too', async () => {
    const { create } = await openSandbox();
    const { status } = await create(leadBody({ attributes: { status: 'OPEN', closeDate: 'soon' } }));
    expect(status).toBe(406);
  });

  it.each([
    ['broken JSON', '{"partnerId":'],
    ['no JSON at all', 'hello'],
  ])('refuses %s with 400', async (_what, body) => {
    const { create } = await openSandbox();
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(at(answer.body, 'error.message')).toBe('The body is not a JSON object.');
  });

  it('refuses a request without a body with 400', async () => {
    const { send } = await openSandbox();
    const { status, body } = await send('POST', paths.createV1);
    expect([status, at(body, 'error.message')]).toEqual([400, 'body: must be object.']);
  });

  it('answers 413 to a body of more than a megabyte', async () => {
    const { create } = await openSandbox();
    const { status, body } = await create(leadBody({ attributes: { description: 'x'.repeat(1_100_000) } }));
    expect(status).toBe(413);
    expect(body).toEqual({ message: expect.stringContaining('too large') });
  });

  it('takes start and end dates and rental types in v1 only', async () => {
    const { send } = await openSandbox();
    const offerLines = [
      { offerNameId: 'A', amount: 1, revenueType: 'YxC', startDate: '2026-01-01', endDate: '2026-12-31' },
    ];
    const body = leadBody({ rest: { offerLines } });
    expect((await send('POST', paths.createV0, { body })).status).toBe(400);
    expect((await send('POST', paths.createV1, { body })).status).toBe(201);
  });

  it('refuses another partner than the one it is for', async () => {
    const { create, createdId, patch } = await openSandbox({ partnerId: '200000000014442' });
    const refused = await create({ ...leadBody(), partnerId: '200000000099999' });
    expect([refused.status, at(refused.body, 'error.code')]).toEqual([400, 'ERR803']);
    const id = await createdId();
    const update = await patch(id, {
      partnerId: '1',
      leadOpportunity: { partnerLeadOpportunityId: 'CRM-1' },
    });
    expect([update.status, at(update.body, 'errors.code')]).toEqual([400, 'ERR803']);
  });
});

describe('what a create sets of its own accord', () => {
  it.each([
    ['LEAD_OPEN', undefined, 'EMPTY'],
    ['LEAD_OPEN', 'SAFE', 'EMPTY'],
    ['QUALIFIED', 'COMMIT', 'EMPTY'],
    ['ACCEPTED', 'UPSIDE', 'EMPTY'],
    ['OPPY_OPEN', undefined, 'UPSIDE'],
    ['VALIDATED', 'SAFE', 'SAFE'],
    ['VALIDATED', 'COMMIT', 'COMMIT'],
    ['ESTABLISHED', 'LONGSHOT', 'LONGSHOT'],
    ['ESTABLISHED', 'UPSIDE', 'UPSIDE'],
    ['OPPY_OPEN', 'WON', 'UPSIDE'],
    ['VALIDATED', 'EMPTY', 'UPSIDE'],
    ['WON', 'SAFE', 'WON'],
    ['LOST', undefined, 'LOST'],
  ])('the forecast category in %s, when %s is given, is %s', async (status, forecastCategory, expected) => {
    const { createdId, lead } = await openSandbox();
    const id = await createdId({ attributes: { status, ...(forecastCategory ? { forecastCategory } : {}) } });
    expect(at(await lead(id), 'forecastCategory')).toBe(expected);
  });

  it.each([
    { status: 'WON', sent: {}, reasonWon: ['STRNG_VAL_PROP'], reasonLost: ['EMPTY'] },
    { status: 'LOST', sent: {}, reasonWon: ['EMPTY'], reasonLost: ['NO_PROJECT'] },
    { status: 'VALIDATED', sent: {}, reasonWon: ['EMPTY'], reasonLost: ['EMPTY'] },
    {
      status: 'WON',
      sent: { reasonWon: ['EMPTY'] },
      reasonWon: ['STRNG_VAL_PROP'],
      reasonLost: ['EMPTY'],
    },
    {
      status: 'WON',
      sent: { reasonWon: ['LWR_IMPL_COST', 'DS_SKILLS_EXPERTISE'] },
      reasonWon: ['LWR_IMPL_COST', 'DS_SKILLS_EXPERTISE'],
      reasonLost: ['EMPTY'],
    },
    { status: 'LOST', sent: { reasonLost: ['FUNC_GAP'] }, reasonWon: ['EMPTY'], reasonLost: ['FUNC_GAP'] },
  ])('the reasons in $status, given $sent', async ({ status, sent, reasonWon, reasonLost }) => {
    const { createdId, lead } = await openSandbox();
    const id = await createdId({ attributes: { status, ...sent } });
    expect(await lead(id)).toMatchObject({ reasonWon, reasonLost });
  });

  it('the owner, where none is given', async () => {
    const { createdId, lead } = await openSandbox({ primarySalesManager: 'first@example.org' });
    expect(at(await lead(await createdId()), 'dsOwnerEmail')).toBe('first@example.org');
    const owned = await createdId({ id: 'CRM-2', attributes: { dsOwnerEmail: 'other@example.org' } });
    expect(at(await lead(owned), 'dsOwnerEmail')).toBe('other@example.org');
  });

  it('the revenue type PxC, where none is given', async () => {
    const { createdId, lead } = await openSandbox();
    expect(at(await lead(await createdId()), 'offerLines.0.revenueType')).toBe('PxC');
  });

  it('a customer id, the same for the same customer', async () => {
    const { createdId, lead } = await openSandbox();
    const first = at(await lead(await createdId()), 'customerLegalEntity.id');
    expect(first).toMatch(/^2000\d{11}$/);
    expect(at(await lead(await createdId({ id: 'CRM-2' })), 'customerLegalEntity.id')).toBe(first);
  });
});
