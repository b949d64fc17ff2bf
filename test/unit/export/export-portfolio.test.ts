import { describe, expect, test } from 'vitest';
import { type ProgressEvent, silent } from '../../../src/core/progress.js';
import { collectPortfolio } from '../../../src/export/export-portfolio.js';
import type { PortfolioItem } from '../../../src/lead/lead.js';
import { fakePortfolioApi, portfolioItem } from '../../support/fake-export-api.js';

const ten = numbered(10);

describe('collectPortfolio', () => {
  test.each([
    { title: 'all on one page by default', pageSize: undefined, cap: undefined, pages: 1 },
    { title: 'pages of five', pageSize: 5, cap: undefined, pages: 3 },
    { title: 'one item at a time', pageSize: 1, cap: undefined, pages: 10 },
    { title: 'a short last page', pageSize: 4, cap: undefined, pages: 3 },
    { title: 'a server that caps the page', pageSize: undefined, cap: 3, pages: 5 },
  ])('reads $title', async ({ pageSize, cap, pages }) => {
    const api = fakePortfolioApi({ at: () => ({ items: ten }), ...(cap === undefined ? {} : { cap }) });
    const portfolio = await collectPortfolio({ api, pageSize, progress: silent });
    expect(portfolio).toEqual({ items: ten, estimatedTotal: 10, pages, readings: 1 });
    expect(api.asked[0]).toEqual({ skip: 0, top: pageSize ?? 9_999 });
    expect(api.asked).toHaveLength(pages);
  });

  test('an empty portfolio is read as such', async () => {
    const api = fakePortfolioApi({ at: () => ({ items: [] }) });
    expect(await collectPortfolio({ api, progress: silent })).toMatchObject({ items: [], estimatedTotal: 0 });
  });

  test.each([
    {
      title: 'an item was added before the page that was read last',
      // The new first item pushes the fourth one onto the second page, where it comes again.
      at: (request: number) => ({ items: request === 0 ? ten.slice(1) : ten }),
      readings: 2,
    },
    {
      title: 'an item is gone, so that the next page starts one too late',
      at: (request: number) => ({ items: request === 0 ? ten : ten.slice(1) }),
      readings: 2,
    },
    {
      title: 'fewer items came than announced',
      at: (request: number) => ({ items: ten, announced: request < 4 ? 12 : 10 }),
      readings: 2,
    },
    {
      title: 'more items came than announced',
      at: (request: number) => ({ items: ten, announced: request < 3 ? 9 : 10 }),
      readings: 2,
    },
    {
      title: 'items changed places, so that one came twice and one never',
      at: (request: number) => ({ items: request === 1 ? [...ten.slice(4), ...ten.slice(0, 4)] : ten }),
      readings: 2,
    },
    {
      title: 'an item came twice on one page although the different ones are as many as announced',
      at: (request: number) => ({ items: request === 0 ? [...ten, ...ten.slice(0, 1)] : ten, announced: 10 }),
      pageSize: 20,
      readings: 2,
    },
    {
      title: 'an item went and another came at the end, so that the total stayed',
      at: (request: number) => ({ items: request === 0 ? ten : [...ten.slice(1), portfolioItem(10)] }),
      readings: 2,
    },
    {
      title: 'it drifted twice',
      at: (request: number) => ({
        items: request === 0 || request === 3 ? [portfolioItem(99), ...ten] : ten,
      }),
      readings: 3,
    },
  ])('reads everything again where $title', async ({ at, readings, pageSize = 4 }) => {
    const api = fakePortfolioApi({ at });
    const portfolio = await collectPortfolio({ api, pageSize, progress: silent });
    expect(portfolio.readings).toBe(readings);
    expect(portfolio.items).toEqual(at(api.asked.length - 1).items);
    expect(api.asked.filter(({ skip }) => skip === 0)).toHaveLength(readings);
  });

  test('after three readings that drift it ends with the figures of each', async () => {
    const api = fakePortfolioApi({
      at: (request) => ({ items: ten, announced: 11 + Math.floor(request / 2) }),
    });
    await expect(collectPortfolio({ api, progress: silent })).rejects.toMatchObject({
      code: 'CATALOGUE_UNSTABLE',
      message: expect.stringMatching(
        /reading 1: 10 different items among 10 on 2 pages, announced 11; reading 2: .*announced 12; reading 3: .*announced 13\.$/,
      ),
    });
    expect(api.asked).toHaveLength(6);
  });

  test.each([0, -1, 1.5, Number.NaN])(
    'refuses the page size %s before anything is asked',
    async (pageSize) => {
      const api = fakePortfolioApi({ at: () => ({ items: ten }) });
      await expect(collectPortfolio({ api, pageSize, progress: silent })).rejects.toMatchObject({
        code: 'USAGE',
        message: expect.stringContaining(String(pageSize)),
      });
      expect(api.asked).toEqual([]);
    },
  );

  test('progress tells the items read so far and the announced total', async () => {
    const events: ProgressEvent[] = [];
    const api = fakePortfolioApi({ at: () => ({ items: ten }) });
    await collectPortfolio({ api, pageSize: 4, progress: (event) => events.push(event) });
    expect(events.map(({ phase, done, total }) => `${phase} ${done}/${total}`)).toEqual([
      'fetch 4/10',
      'fetch 7/10',
      'fetch 10/10',
    ]);
  });
});

function numbered(count: number): PortfolioItem[] {
  return Array.from({ length: count }, (_, number) => portfolioItem(number));
}
