import { describe, expect, it } from 'vitest';
import { createCatalogue, fixedPortfolioItems } from '../../../src/sandbox/catalogue.js';
import { at, openSandbox, paths } from './test-client.js';

describe('portfolio', () => {
  it.each([
    ['', 20, 0],
    ['?skip=0&top=7', 7, 0],
    ['?skip=14&top=7', 6, 14],
    ['?skip=5', 15, 5],
    ['?skip=20&top=7', 0, 20],
  ])('answers the page %j with %i items from %i on and the total', async (query, count, from) => {
    const { send } = await openSandbox();
    const { status, body } = await send('GET', `${paths.portfolio}${query}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      data: createCatalogue(1, 20).slice(from, from + count),
      info: {
        success: true,
        statusCode: 200,
        timeStamp: expect.any(String),
        traceId: expect.any(String),
        estimatedSearchCount: 20,
      },
    });
    expect(at(body, 'data')).toHaveLength(count);
  });

  it.each([
    ['?top=0', '#top should be a positive, non zero integer'],
    ['?top=-1', '#top should be a positive, non zero integer'],
    ['?top=ten', '#top should be a positive, non zero integer'],
    ['?top=1&top=2', '#top should be a positive, non zero integer'],
    ['?skip=-1', '#skip should be a positive integer or zero'],
    ['?skip=1.5', '#skip should be a positive integer or zero'],
  ])('refuses %j with 400 ERROR_004 and still says the total', async (query, message) => {
    const { send } = await openSandbox();
    const { status, body } = await send('GET', `${paths.portfolio}${query}`);
    expect(status).toBe(400);
    expect(body).toEqual({
      info: { success: false, statusCode: 400, timeStamp: expect.any(String), estimatedSearchCount: 20 },
      error: { code: 'ERROR_004', message },
    });
  });

  it('has 3000 items by default, each with an id of its own', async () => {
    const { send } = await openSandbox({ catalogueSize: 3000 });
    const { body } = await send('GET', paths.portfolio);
    expect(at(body, 'info.estimatedSearchCount')).toBe(3000);
    expect(at(body, 'data')).toHaveLength(3000);
    const ids = createCatalogue(1, 3000).map((item) => item.salesPortfolioId);
    expect(new Set(ids).size).toBe(3000);
    expect(ids.filter((id) => !/^CLASS\d{5}_(?:ONPR|CLOUD)_[A-Z0-9]+_SOL\d{6}$/.test(id))).toEqual([]);
  });

  it('starts with the items that samples name, whatever the seed, and has some that cannot be ordered', () => {
    const [one, two] = [createCatalogue(1, 3000), createCatalogue(2, 3000)];
    expect(one.slice(0, fixedPortfolioItems.length)).toEqual(fixedPortfolioItems);
    expect(two.slice(0, fixedPortfolioItems.length)).toEqual(fixedPortfolioItems);
    expect(one).not.toEqual(two);
    expect(createCatalogue(1, 3000)).toEqual(one);
    expect(fixedPortfolioItems.map((item) => item.salesPortfolioId)).toEqual(
      expect.arrayContaining(['CLASS00002_ONPR_PRTF077_SOL001277', 'CLASS00001_ONPR_CATIAV4_SOL000038']),
    );
    const closed = one.filter((item) => !item.salesPortfolioisOrderable).length;
    expect(closed).toBeGreaterThan(100);
    expect(closed).toBeLessThan(400);
  });

  it('can be smaller than its fixed items', () => {
    expect(createCatalogue(1, 2)).toEqual(fixedPortfolioItems.slice(0, 2));
  });
});
