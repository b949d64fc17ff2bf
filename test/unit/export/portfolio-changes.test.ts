import { describe, expect, it } from 'vitest';
import { groupedByLevels, portfolioChanges } from '../../../src/export/portfolio-changes.js';
import { portfolioItem } from '../../support/fake-export-api.js';

const [zero, one, two, three] = [portfolioItem(0), portfolioItem(1), portfolioItem(2), portfolioItem(3)];

describe('what changed in the portfolio', () => {
  it('is nothing where nothing did, whatever the order', () => {
    expect(portfolioChanges([zero, one], [one, zero])).toEqual([]);
  });

  it('is what came, went, can be ordered now or no more, and what has another name', () => {
    const now = [
      { ...two, orderable: false },
      { ...one, orderable: true, salesPortfolioLevel3: 'GEARS' },
      three,
    ];
    const changes = portfolioChanges([zero, one, two], now);
    expect(changes.map(({ kind, item, was }) => [kind, item.salesPortfolioId, was])).toEqual([
      ['no longer orderable', two.salesPortfolioId, null],
      ['orderable', one.salesPortfolioId, null],
      ['renamed', one.salesPortfolioId, 'TESTIA › TESTIA V1 › PART 1 › Brand › On Premise'],
      ['new', three.salesPortfolioId, null],
      ['gone', zero.salesPortfolioId, null],
    ]);
  });
});

it('a portfolio is grouped by its three levels, then by id', () => {
  const level = (n: number, [first, second, third]: readonly [string, string, string]) => ({
    ...portfolioItem(n),
    salesPortfolioLevel1: first,
    salesPortfolioLevel2: second,
    salesPortfolioLevel3: third,
  });
  const items = [
    level(1, ['B', 'A', 'A']),
    level(3, ['A', 'B', '']),
    level(2, ['A', 'B', '']),
    level(4, ['A', 'A', 'Z']),
  ];
  expect(
    groupedByLevels(items).map(({ salesPortfolioLevel3, salesPortfolioId }) => [
      salesPortfolioLevel3,
      salesPortfolioId.at(-1),
    ]),
  ).toEqual([
    ['Z', '4'],
    ['', '2'],
    ['', '3'],
    ['A', '1'],
  ]);
});
