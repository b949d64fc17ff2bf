import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiKey, clientOf, info, serverAndClient } from './api-fixture.js';
import { drop, hang, json, type Reply, type SeenRequest, text } from './loopback-server.js';

const manyIds = (count: number) => Array.from({ length: count }, (_, n) => `LEAD-${n}`);

const askedBody = z.object({ data: z.array(z.object({ partnerLeadOpportunityId: z.array(z.string()) })) });
const askedIds = ({ body }: SeenRequest) =>
  askedBody.parse(JSON.parse(body)).data.flatMap(({ partnerLeadOpportunityId }) => partnerLeadOpportunityId);

/** Answers each search with the 3DS ids `DS-…` of what was asked for, and 400 to more than `most` ids. */
function directory(most: number): Reply {
  return (response, request) => {
    const asked = askedIds(request);
    const tooMany = json(400, { error: { code: 'ERROR_044', message: 'too many ids' }, info });
    const hits = json(200, { data: [{ dsLeadOpportunityId: asked.map((id) => `DS-${id}`) }], info });
    (asked.length > most ? tooMany : hits)(response, request);
  };
}

describe('search', () => {
  it('asks for a window and for ids of it in one criterion', async () => {
    const { server, api } = await serverAndClient([
      json(200, { data: [{ dsLeadOpportunityId: ['DS-1'] }], info }),
    ]);
    const modified = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-08T00:00:00.000Z' };
    await expect(api.search({ modified, partnerIds: ['A'] })).resolves.toEqual(['DS-1']);
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/sales/api4partners/v0/leads-opportunities/search',
    });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      data: [
        { modifiedDate: { fromDate: modified.from, toDate: modified.to }, partnerLeadOpportunityId: ['A'] },
      ],
    });
  });

  it.each([
    [
      'a window alone',
      { modified: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' } },
      { modifiedDate: { fromDate: '2026-01-01T00:00:00Z', toDate: '2026-01-02T00:00:00Z' } },
    ],
    ['leads that have no partner id', { partnerIds: '' }, { partnerLeadOpportunityId: '' }],
  ] as const)('asks for %s', async (_title, criteria, criterion) => {
    const { server, api } = await serverAndClient([json(200, { data: [], info })]);
    await expect(api.search(criteria)).resolves.toEqual([]);
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ data: [criterion] });
  });

  it('asks for each id once, a hundred at a time', async () => {
    const { server, api } = await serverAndClient([directory(100)]);
    const ids = manyIds(250);
    await expect(api.search({ partnerIds: [...ids, ...ids] })).resolves.toEqual(ids.map((id) => `DS-${id}`));
    expect(server.seen.map((request) => askedIds(request).length)).toEqual([100, 100, 50]);
  });

  it('halves what it asks for until the server takes it, and remembers', async () => {
    const { server, api } = await serverAndClient([directory(30)]);
    const ids = manyIds(60);
    await expect(api.search({ partnerIds: ids })).resolves.toEqual(ids.map((id) => `DS-${id}`));
    await api.search({ partnerIds: manyIds(40) });
    expect(server.seen.map((request) => askedIds(request).length)).toEqual([60, 30, 30, 30, 10]);
  });

  it('halves after 413 too', async () => {
    const { server, api } = await serverAndClient([text(413, ''), directory(100)]);
    await expect(api.search({ partnerIds: ['A', 'B'] })).resolves.toEqual(['DS-A', 'DS-B']);
    expect(server.seen).toHaveLength(3);
  });

  it('ends the run when even one id is refused', async () => {
    const { server, api } = await serverAndClient([directory(0)]);
    await expect(api.search({ partnerIds: manyIds(4) })).rejects.toMatchObject({
      code: 'ANSWER_INVALID',
      message: expect.stringContaining('ERROR_044: too many ids'),
    });
    expect(server.seen.map((request) => askedIds(request).length)).toEqual([4, 2, 1]);
  });

  it.each([[[]], [['']]])('of the ids %j sends nothing and finds nothing', async (partnerIds) => {
    const { server, api } = await serverAndClient([directory(100)]);
    await expect(api.search({ partnerIds })).resolves.toEqual([]);
    expect(server.seen).toHaveLength(0);
  });

  it.each([
    ['an empty data', { data: [], info }],
    ['an empty list of ids', { data: [{ dsLeadOpportunityId: [] }], info }],
    ['a missing list of ids', { data: [{}], info }],
    ['no data', { info }],
    ['null', { data: null, info, error: null }],
  ])('finds nothing in %s', async (_title, body) => {
    const { api } = await serverAndClient([json(200, body)]);
    await expect(api.search({ partnerIds: ['A'] })).resolves.toEqual([]);
  });

  it('names each hit once, in the order answered', async () => {
    const data = [{ dsLeadOpportunityId: ['B', 'A'] }, { dsLeadOpportunityId: ['B', 'C'] }];
    const { api } = await serverAndClient([json(200, { data, info })]);
    await expect(api.search({ partnerIds: '' })).resolves.toEqual(['B', 'A', 'C']);
  });

  it.each([
    ['a login page', text(200, '<html>'), 4],
    ['JSON that is not the API’s', json(200, { message: 'Please log in' }), 4],
    ['an answer that says it failed', json(200, { data: [], info: { success: false } }), 4],
    ['an error beside empty data', json(200, { data: [], info, error: { code: 'E', message: 'no' } }), 4],
    ['a redirect', text(302, '', { location: '/login' }), 1],
    ['404', text(404, ''), 1],
    ['500 ERROR_048', json(500, { error: { code: 'ERROR_048', message: 'no' } }), 1],
    ['500, also when asked again', text(500, ''), 4],
  ] as const)('is never taken for "no hits" when answered by %s', async (_title, reply, requests) => {
    const { server, api } = await serverAndClient([reply]);
    await expect(api.search({ partnerIds: ['A'] })).rejects.toMatchObject({
      code: 'ANSWER_INVALID',
      message: expect.stringContaining(server.origin),
    });
    expect(server.seen).toHaveLength(requests);
  });

  it('goes on when the next answer is one', async () => {
    const { server, api } = await serverAndClient([text(200, '<html>'), json(200, {}), directory(100)]);
    await expect(api.search({ partnerIds: ['A'] })).resolves.toEqual(['DS-A']);
    expect(server.seen).toHaveLength(3);
  });

  it('ends the run as unreachable when the connection is lost each time', async () => {
    const { server, api } = await serverAndClient([drop]);
    await expect(api.search({ partnerIds: ['A'] })).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
    expect(server.seen).toHaveLength(4);
  });

  it('is asked again when the first answer never comes', async () => {
    const { api } = await serverAndClient([hang, directory(100)], { timeoutMs: 150 });
    await expect(api.search({ partnerIds: ['A'] })).resolves.toEqual(['DS-A']);
  });
});

describe('portfolioPage', () => {
  const item = { salesPortfolioId: 'P1', salesPortfolioisOrderable: true, salesPortfolioLevel1: 'CATIA' };
  const page = { data: [item], info: { ...info, estimatedSearchCount: 3000 } };

  it('asks for a page and gives its items and the estimated total', async () => {
    const { server, api } = await serverAndClient([json(200, page)]);
    const answer = await api.portfolioPage({ skip: 500, top: 250 });
    expect(server.seen[0]?.path).toBe('/sales/api4partners/v0/portfolio-items/search?skip=500&top=250');
    expect(answer.estimatedTotal).toBe(3000);
    expect(answer.items).toMatchObject([
      { salesPortfolioId: 'P1', orderable: true, salesPortfolioLevel1: 'CATIA' },
    ]);
  });

  it('takes pages that are larger than any other answer', async () => {
    const data = Array.from({ length: 9999 }, (_, n) => ({
      ...item,
      salesPortfolioId: `${n}`.padStart(260, 'P'),
    }));
    const { api } = await serverAndClient([json(200, { ...page, data })]);
    await expect(api.portfolioPage({ skip: 0, top: 9999 })).resolves.toMatchObject({
      items: { length: 9999 },
    });
  });

  it.each([
    ['400 ERROR_004', json(400, { error: { code: 'ERROR_004', message: '#top should be positive' }, info })],
    ['a page without the estimated total', json(200, { data: [item], info })],
    ['a page that says it failed', json(200, { ...page, info: { ...page.info, success: false } })],
    ['no data', json(200, { info: page.info })],
    ['a body above the cap', text(200, Buffer.alloc(17 * 1024 * 1024, 32))],
  ])('ends the run when answered by %s', async (_title, reply) => {
    const { api } = await serverAndClient([reply]);
    await expect(api.portfolioPage({ skip: 0, top: 10 })).rejects.toMatchObject({
      code: 'ANSWER_INVALID',
      message: expect.not.stringContaining(apiKey),
    });
  });
});

describe('a client without options of a call', () => {
  it('closes without having sent anything', async () => {
    await expect(clientOf('https://api.example').close()).resolves.toBeUndefined();
  });
});
