import { describe, expect, it } from 'vitest';
import { at, openSandbox } from './test-client.js';

const hourMs = 3_600_000;

/** CRM-1 at 08:00, CRM-2 at 09:00, CRM-3 at 10:00. */
async function openThree(options: Parameters<typeof openSandbox>[0] = {}) {
  const opened = await openSandbox(options);
  const ids: string[] = [];
  for (const id of ['CRM-1', 'CRM-2', 'CRM-3']) {
    ids.push(await opened.createdId({ id }));
    opened.clock.advance(hourMs);
  }
  return { ...opened, ids };
}

const window = (fromDate: string, toDate: string) => ({ modifiedDate: { fromDate, toDate } });
const day = (from: string, to: string) => window(`2026-03-02T${from}:00Z`, `2026-03-02T${to}:00Z`);

describe('search', () => {
  it.each([
    ['one id', [{ partnerLeadOpportunityId: 'CRM-2' }], [1]],
    ['a list of ids, some unknown', [{ partnerLeadOpportunityId: ['CRM-3', 'CRM-7', 'CRM-1'] }], [0, 2]],
    ['a window, both bounds counting', [day('09:00', '10:00')], [1, 2]],
    ['a window with an offset', [window('2026-03-02T10:00:00+01:00', '2026-03-02T10:30:00+01:00')], [1]],
    [
      'an id and a window in one criterion',
      [{ partnerLeadOpportunityId: ['CRM-1', 'CRM-2'], ...day('09:00', '11:00') }],
      [1],
    ],
    [
      'an id and a window in two criteria',
      [{ partnerLeadOpportunityId: ['CRM-1', 'CRM-2'] }, day('09:00', '11:00')],
      [1],
    ],
    ['two windows that overlap', [day('08:00', '09:00'), day('09:00', '10:00')], [1]],
  ])('finds the leads that meet every criterion: %s', async (_what, criteria, expected) => {
    const { search, ids } = await openThree();
    const { status, body } = await search(...criteria);
    expect(status).toBe(200);
    expect(body).toEqual({
      data: [{ dsLeadOpportunityId: expected.map((index) => ids[index]) }],
      info: { success: true, statusCode: 200, timeStamp: expect.any(String), traceId: expect.any(String) },
      error: null,
    });
  });

  it('finds the leads that have no partner id by the empty id', async () => {
    const { sandbox, search } = await openSandbox({ leads: 30 });
    const unassigned = sandbox
      .leads()
      .filter((lead) => lead.leadOpportunity.partnerLeadOpportunityId === '')
      .map((lead) => lead.dsLeadOpportunityId);
    expect(unassigned.length).toBeGreaterThan(2);
    const { body } = await search({ partnerLeadOpportunityId: '' });
    expect(at(body, 'data.0.dsLeadOpportunityId')).toEqual(unassigned);
  });

  it('finds a lead at its new place in time after an update', async () => {
    const { search, patch, ids } = await openThree();
    await patch(ids[0] ?? '', {
      partnerId: '200000000014442',
      leadOpportunity: { partnerLeadOpportunityId: 'CRM-1', name: 'New' },
    });
    expect(at((await search(day('10:30', '11:30'))).body, 'data.0.dsLeadOpportunityId')).toEqual([ids[0]]);
    expect(at((await search(day('08:00', '08:30'))).body, 'data')).toEqual([]);
  });

  it.each([
    [undefined, []],
    ['no-data' as const, []],
    ['empty-list' as const, [{ dsLeadOpportunityId: [] }]],
    ['no-list' as const, [{}]],
  ])('answers a search without hits in the form %s', async (emptySearch, expected) => {
    const { search } = await openThree(emptySearch === undefined ? {} : { emptySearch });
    const { status, body } = await search({ partnerLeadOpportunityId: 'CRM-7' });
    expect([status, at(body, 'data')]).toEqual([200, expected]);
  });

  it.each([
    ['no toDate', { modifiedDate: { fromDate: '2026-03-01T00:00:00Z' } }],
    ['no fromDate', { modifiedDate: { toDate: '2026-03-01T00:00:00Z' } }],
    ['a bound that is no date', window('yesterday', '2026-03-01T00:00:00Z')],
    ['a day without time', window('2026-03-01', '2026-03-02')],
    [
      'a window a millisecond wider than 7 days',
      window('2026-03-01T00:00:00.000Z', '2026-03-08T00:00:00.001Z'),
    ],
    ['from after to', window('2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z')],
    ['from equal to to', window('2026-03-02T00:00:00Z', '2026-03-02T00:00:00Z')],
  ])('refuses %s with 400 ERROR_043', async (_what, criterion) => {
    const { search } = await openSandbox();
    const { status, body } = await search(criterion);
    expect(status).toBe(400);
    expect(body).toEqual({
      info: { success: false, statusCode: 400, timeStamp: expect.any(String), traceId: expect.any(String) },
      error: { code: 'ERROR_043', message: expect.any(String) },
      data: null,
    });
  });

  it('takes a window of exactly 7 days', async () => {
    const { search } = await openSandbox();
    expect((await search(window('2026-03-01T00:00:00Z', '2026-03-08T00:00:00Z'))).status).toBe(200);
  });

  it.each([
    ['no criterion', []],
    ['an empty criterion', [{}]],
    ['an id that is a number', [{ partnerLeadOpportunityId: 5 }]],
  ])('refuses %s with 400 ERR802', async (_what, criteria) => {
    const { search } = await openSandbox();
    const { status, body } = await search(...criteria);
    expect([status, at(body, 'error.code')]).toEqual([400, 'ERR802']);
  });

  it.each([
    [100, {}, 200],
    [101, {}, 400],
    [3, { maxSearchIds: 2 }, 400],
    [2, { maxSearchIds: 2 }, 200],
  ])('answers a search of %i ids with the options %j by %i', async (count, options, expected) => {
    const { search } = await openSandbox(options);
    const partnerLeadOpportunityId = Array.from({ length: count }, (_, n) => `CRM-${n}`);
    const { status, body } = await search({ partnerLeadOpportunityId });
    expect(status).toBe(expected);
    expect(at(body, 'error.code')).toBe(expected === 400 ? 'ERROR_044' : undefined);
  });
});
