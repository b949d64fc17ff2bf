import { describe, expect, it } from 'vitest';
import { foundIds, portfolioItems, remoteLead } from '../../../src/lead/answers.js';
import { leadAnswer } from '../../../src/lead/contracts/lead-answer.js';
import { portfolioAnswer } from '../../../src/lead/contracts/portfolio-answer.js';
import { searchAnswer } from '../../../src/lead/contracts/search-answer.js';

const info = { success: true };
const read = (leadOpportunity: unknown) =>
  remoteLead(leadAnswer.parse({ data: { leadOpportunity }, info }), 'QK7P-2ZT9MA');

describe('remoteLead', () => {
  it('names contacts in the plural and takes the two ids out of the attributes', () => {
    expect(
      read({
        partnerLeadOpportunityId: 'B-1',
        dsLeadOpportunityId: 'QK7P-2ZT9MA',
        name: 'MBSE pilot',
        approvalStatus: 'PRE_APPROVED',
        offerLines: [{ offerNameId: 'X', amount: 11, revenueType: 'SxC', startDate: '2026-01-01T00:00:00Z' }],
        customerContact: [{ email: 'j@example.com', jobTitle: '' }],
        partnerContact: null,
        customerLegalEntity: { id: '7', name: null, surprise: 1 },
      }),
    ).toEqual({
      dsLeadOpportunityId: 'QK7P-2ZT9MA',
      partnerLeadOpportunityId: 'B-1',
      leadOpportunity: { name: 'MBSE pilot', approvalStatus: 'PRE_APPROVED' },
      offerLines: [{ offerNameId: 'X', amount: 11, revenueType: 'SxC', startDate: '2026-01-01' }],
      customerContacts: [{ email: 'j@example.com', jobTitle: '' }],
      partnerContacts: null,
      customerLegalEntity: { id: '7', name: null },
    });
  });

  it.each([
    ['2026-09-30T00:00:00.000Z', '2026-09-30'],
    ['2026-09-30T23:59:59-11:00', '2026-09-30'],
    ['2026-09-30 10:00', '2026-09-30'],
    ['2026-09-30', '2026-09-30'],
    ['', ''],
    [null, null],
    ['soon', 'soon'],
  ])('reads the day %j as %j, whatever the time zone', (written, day) => {
    expect(read({ closeDate: written }).leadOpportunity).toEqual({ closeDate: day });
  });

  it('leaves timestamps as they are', () => {
    const modifiedDate = '2026-02-13T15:44:44.453Z';
    expect(read({ modifiedDate }).leadOpportunity).toEqual({ modifiedDate });
  });

  it('leaves out what the answer lacks, and keeps null, blank and EMPTY', () => {
    const lead = read({ poNumber: null, description: '', reasonLost: ['EMPTY'], growthType: 'EMPTY' });
    expect(lead.leadOpportunity).toEqual({
      poNumber: null,
      description: '',
      reasonLost: ['EMPTY'],
      growthType: 'EMPTY',
    });
    expect(lead).toMatchObject({
      partnerLeadOpportunityId: null,
      offerLines: null,
      customerLegalEntity: null,
    });
  });

  it.each([undefined, null, ''])('takes the id that was asked for where the answer has %j', (answered) => {
    const lead = read(answered === undefined ? {} : { dsLeadOpportunityId: answered });
    expect(lead.dsLeadOpportunityId).toBe('QK7P-2ZT9MA');
  });

  it('drops nulls inside lists', () => {
    const lead = read({ reasonWon: ['EMPTY', null], customerContact: [null, { email: 'j@example.com' }] });
    expect(lead.leadOpportunity).toEqual({ reasonWon: ['EMPTY'] });
    expect(lead.customerContacts).toEqual([{ email: 'j@example.com' }]);
  });
});

describe('foundIds', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'several groups with a duplicate',
      [{ dsLeadOpportunityId: ['A', 'B'] }, { dsLeadOpportunityId: ['B', 'C'] }],
      ['A', 'B', 'C'],
    ],
    ['no data', undefined, []],
    ['null', null, []],
    ['an empty list', [], []],
    ['groups without ids', [null, {}, { dsLeadOpportunityId: null }, { dsLeadOpportunityId: [] }], []],
  ])('reads %s', (_title, data, ids) => {
    expect(foundIds(searchAnswer.parse({ data, info }))).toEqual(ids);
  });
});

describe('portfolioItems', () => {
  it('spells the orderable mark our way and fills what is missing', () => {
    const data = [
      { salesPortfolioId: 'P1', salesPortfolioisOrderable: true, salesPortfolioLevel1: null },
      {},
    ];
    const blank = {
      salesPortfolioId: '',
      salesPortfolioType: '',
      salesPortfolioInfrastructure: '',
      orderable: false,
      salesPortfolioLevel1: '',
      salesPortfolioLevel2: '',
      salesPortfolioLevel3: '',
    };
    expect(portfolioItems(portfolioAnswer.parse({ data, info }))).toEqual([
      { ...blank, salesPortfolioId: 'P1', orderable: true },
      blank,
    ]);
  });
});
