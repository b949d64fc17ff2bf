import { describe, expect, it } from 'vitest';
import type { PortfolioItem } from '../../../src/lead/lead.js';
import { chosenOfferId, offerChoice } from '../../../src/lead/offer-choice.js';

const item: PortfolioItem = {
  salesPortfolioId: 'CLASS00001_ONPR_CATIAV4_SOL000038',
  salesPortfolioType: 'Brand',
  salesPortfolioInfrastructure: 'On Premise',
  orderable: true,
  salesPortfolioLevel1: 'CATIA',
  salesPortfolioLevel2: 'CATIA V4',
  salesPortfolioLevel3: 'MANUFACTURING',
};

describe('offerChoice', () => {
  it.each<[string, Partial<PortfolioItem>, string]>([
    [
      'names every level',
      {},
      'CATIA › CATIA V4 › MANUFACTURING (On Premise) [CLASS00001_ONPR_CATIAV4_SOL000038]',
    ],
    [
      'names equal levels once',
      { salesPortfolioLevel2: 'CATIA', salesPortfolioLevel3: '' },
      'CATIA (On Premise) [CLASS00001_ONPR_CATIAV4_SOL000038]',
    ],
    [
      'keeps the name in one line',
      { salesPortfolioLevel3: ' A\n B ', salesPortfolioInfrastructure: '' },
      'CATIA › CATIA V4 › A B [CLASS00001_ONPR_CATIAV4_SOL000038]',
    ],
    [
      'is the id alone without names',
      { salesPortfolioLevel1: '', salesPortfolioLevel2: ' ', salesPortfolioLevel3: '' },
      'CLASS00001_ONPR_CATIAV4_SOL000038',
    ],
  ])('%s', (_, change, text) => {
    expect(offerChoice({ ...item, ...change })).toBe(text);
  });
});

describe('chosenOfferId', () => {
  it.each([
    ['CATIA › CATIA V4 (On Premise) [CLASS00001]', 'CLASS00001'],
    ['CATIA [V5] [CLASS00001]', 'CLASS00001'],
    ['CATIA[CLASS00001]', 'CLASS00001'],
    ['CLASS00001', null],
    ['[CLASS00001]', null],
    ['CATIA [CLASS 1]', null],
    ['CATIA [CLASS00001] new', null],
    ['CATIA []', null],
  ])('of %j is %j', (text, id) => {
    expect(chosenOfferId(text)).toBe(id);
  });

  it('gives back the id of every choice', () => {
    expect(chosenOfferId(offerChoice(item))).toBe(item.salesPortfolioId);
  });
});
